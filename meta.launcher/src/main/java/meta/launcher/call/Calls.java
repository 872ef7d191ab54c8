package meta.launcher.call;

import java.io.InputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import meta.core.call.CallClock;
import meta.core.call.CallLogging;
import meta.core.call.CallOutcome;
import meta.core.call.CallServices;
import meta.core.call.CniCall;
import meta.core.call.NodeOptions;
import meta.core.call.Plugin;
import meta.core.call.StepSource;
import meta.core.kernel.NamespaceSource;
import meta.core.plugin.Catalog;
import meta.core.record.AttachmentRecords;
import meta.launcher.defaults.NodeDefaults;
import meta.launcher.log.LogWriteSchedule;

/** Starts calls, and gives them the steps, namespaces, logs and records of this process. */
public final class Calls {
    private Calls() {}

    /**
     * Makes a call on the calling thread. Standard error receives a line if the log file cannot be written.
     *
     * @param environment the environment variables of the call
     * @param stdin the network configuration
     * @param result receives the answer, if the call has one; every failure has one
     */
    public static CallOutcome run(
            String type, Map<String, String> environment, InputStream stdin, ResultStream result) {
        CallServices services = services(NamespaceSource.byPath(), Discovery::catalog, System.err);
        return new CniCall(type, environment, stdin, services).run(CallClock.start(), result::write);
    }

    /**
     * {@return the services of a call or repair that logs to a file, each line at once}
     *
     * @param stderr receives a line if the log file cannot be written
     */
    public static CallServices services(NamespaceSource namespaces, StepSource steps, PrintStream stderr) {
        return services(namespaces, steps, new FileLogging(stderr, LogWriteSchedule.AT_ONCE));
    }

    /** {@return the services of a call without a log} */
    public static CallServices quietServices(NamespaceSource namespaces, StepSource steps) {
        return services(namespaces, steps, new NoLogging());
    }

    /** {@return the services of a call with this log} The environment of this process, not of the call, contains the path of the records. */
    public static CallServices services(NamespaceSource namespaces, StepSource steps, CallLogging log) {
        return new CallServices(
                namespaces,
                steps,
                environment -> NodeDefaults.in(environment).options(),
                log,
                AttachmentRecords.in(System.getenv()));
    }

    /** {@return a plugin type with the options that every type has in this process, without those of the node} The type need not exist. */
    public static Plugin plugin(String type, Catalog catalog) {
        return plugin(type, catalog, NodeOptions.NONE);
    }

    /** {@return a plugin type with the options that every type has in this process} The type need not exist. */
    public static Plugin plugin(String type, Catalog catalog, NodeOptions nodeOptions) {
        return new Plugin(type, catalog, List.of(LogOptions.OPTION), nodeOptions);
    }
}
