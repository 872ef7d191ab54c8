/**
 * The processes that run from the image: a CNI plugin, which makes one call; the agent, which makes many calls; and the command line {@code metactl}.
 *
 * <p>For each call, the module provides the input, the output, the log, and the steps from jars. {@code meta.core} carries out the call.
 */
module meta.launcher {
    requires meta.core;
    requires com.fasterxml.jackson.core;
    requires info.picocli;
    requires jdk.httpserver;
    requires org.apache.logging.log4j;
    requires org.apache.logging.log4j.core;
    requires static org.jspecify;

    exports meta.launcher.log to
            org.apache.logging.log4j;

    opens meta.launcher.cli to
            info.picocli;

    uses meta.spi.PluginType;
    uses meta.spi.StepProvider;

    provides org.apache.logging.log4j.spi.Provider with
            meta.launcher.log.CallLogProvider;
}
