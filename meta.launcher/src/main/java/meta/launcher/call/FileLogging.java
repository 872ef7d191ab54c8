package meta.launcher.call;

import java.io.PrintStream;
import java.nio.file.InvalidPathException;
import java.util.Map;
import meta.core.call.CallLogSource;
import meta.core.cni.CniArgs;
import meta.core.cni.CniRequest;
import meta.launcher.defaults.NodeDefaults;
import meta.launcher.log.CallIdentity;
import meta.launcher.log.CallLog;
import meta.launcher.log.LogSettings;
import meta.launcher.log.LogWriteSchedule;
import meta.launcher.log.PodIdentity;
import meta.launcher.log.TraceParentVariable;
import meta.spi.Attachment;
import meta.spi.option.Option;
import meta.spi.option.StepOptions;

/**
 * Writes the logs of calls, repairs and removals of orphans to the file in the option {@code log_options}, or to the default file of the
 * plugin type.
 *
 * @param stderr receives lines about problems with the log
 * @param timing determines when the lines are written to the file
 */
public record FileLogging(PrintStream stderr, LogWriteSchedule timing) implements CallLogSource {
    @Override
    public Option<?> option() {
        return LogOptions.OPTION;
    }

    @Override
    public OpenLog open(
            String type, String verb, CniRequest request, Map<String, String> environment, StepOptions options) {
        CallIdentity identity = identity(type, verb, request, TraceParentVariable.in(environment));
        LogSettings settings;
        try {
            settings = options.get(LogOptions.OPTION).settings(type);
        } catch (InvalidPathException e) { // the type is part of the path of the default file
            stderr.println("no log is written: the plugin type cannot be part of a file name");
            return new NoCallLog().open(type, verb, request, environment, options);
        }
        CallLog log = CallLog.open(settings, identity, NodeDefaults.in(environment), stderr, timing);
        return log::close;
    }

    private static CallIdentity identity(String type, String verb, CniRequest request, String trace) {
        if (!(request instanceof CniRequest.ForPod pod)) {
            return new CallIdentity(type, verb, "", "", "", PodIdentity.UNKNOWN, trace);
        }
        Attachment attachment = pod.attachment();
        CniArgs args = pod.args();
        return new CallIdentity(
                type,
                verb,
                attachment.containerId(),
                attachment.ifname(),
                attachment.netns(),
                new PodIdentity(args.podNamespace(), args.podName(), args.podUid(), args.infraContainerId()),
                trace);
    }
}
