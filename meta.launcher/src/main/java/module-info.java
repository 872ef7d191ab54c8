/** The processes that run from the image: the CNI plugins, the agent and {@code metactl}. {@code meta.core} carries out CNI calls. */
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
