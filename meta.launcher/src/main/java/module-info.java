/**
 * The processes of the image: a plugin that makes one call, the agent that makes many, and the command line.
 *
 * <p>The module gives each call its input, its output, its log, and the steps from jars. {@code meta.core} carries the calls out.
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
