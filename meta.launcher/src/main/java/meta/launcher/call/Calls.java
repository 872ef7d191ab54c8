package meta.launcher.call;

import java.io.InputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import meta.core.call.CallLogSource;
import meta.core.call.CallOutcome;
import meta.core.call.CallServices;
import meta.core.call.CallStopwatch;
import meta.core.call.CatalogSource;
import meta.core.call.CniCall;
import meta.core.call.NamedPluginType;
import meta.core.call.NodeOptions;
import meta.core.kernel.NamespaceSource;
import meta.core.plugin.Catalog;
import meta.core.record.AttachmentRecords;
import meta.launcher.defaults.NodeDefaults;
import meta.launcher.log.LogWriteSchedule;

/** Makes CNI calls, and creates the services that they need. */
public final class Calls {
    private Calls() {}

    /**
     * Makes a CNI call on the calling thread, which must be in the node's network namespace. After a failed call, the thread may be in the
     * pod's namespace. A failure of the call is an outcome, not an exception.
     *
     * @param type the plugin type, which need not exist
     * @param environment the environment variables of the call
     * @param stdin the network configuration; not closed
     * @param result receives the answer, if there is one; the answer to a failed call is the error
     * @return the outcome, which contains the exit status
     */
    public static CallOutcome run(
            String type, Map<String, String> environment, InputStream stdin, ResultStream result) {
        CallServices services = services(NamespaceSource.byPath(), Discovery::catalog, System.err);
        return new CniCall(type, environment, stdin, services).run(CallStopwatch.start(), result::write);
    }

    /**
     * {@return the services with a log file, to which each line is written at once}
     *
     * @param stderr receives the lines that {@link FileLogging} describes
     */
    public static CallServices services(NamespaceSource namespaces, CatalogSource steps, PrintStream stderr) {
        return services(namespaces, steps, new FileLogging(stderr, LogWriteSchedule.AT_ONCE));
    }

    /** {@return the services without a log} */
    public static CallServices quietServices(NamespaceSource namespaces, CatalogSource steps) {
        return services(namespaces, steps, new NoCallLog());
    }

    /**
     * {@return the services with this log} The environment of this process determines the folder of the attachment records, and the
     * environment of each call the file with the options of the node.
     */
    public static CallServices services(NamespaceSource namespaces, CatalogSource steps, CallLogSource log) {
        return new CallServices(
                namespaces,
                steps,
                environment -> NodeDefaults.in(environment).options(),
                log,
                AttachmentRecords.in(System.getenv()));
    }

    /**
     * {@return the plugin of this type, without options of the node}
     *
     * @param type the plugin type, which need not exist
     */
    public static NamedPluginType plugin(String type, Catalog catalog) {
        return plugin(type, catalog, NodeOptions.NONE);
    }

    /**
     * {@return the plugin of this type, which also accepts the option {@code log_options}}
     *
     * @param type the plugin type, which need not exist
     * @param nodeOptions the options that root has set for the node
     */
    public static NamedPluginType plugin(String type, Catalog catalog, NodeOptions nodeOptions) {
        return new NamedPluginType(type, catalog, List.of(LogOptions.OPTION), nodeOptions);
    }
}
