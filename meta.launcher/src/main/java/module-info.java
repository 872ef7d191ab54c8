/**
 * Where a call begins and ends: the request in, one JSON object out, and a log of what happened between.
 *
 * <p>What is to be done with a request is {@code meta.core}'s to say, and its plugins'.
 */
module meta.launcher {
    requires meta.core;
    requires info.picocli;
    requires org.apache.logging.log4j;
    requires org.apache.logging.log4j.core;
    requires static org.jspecify;

    exports meta.launcher.log to
            org.apache.logging.log4j,
            org.apache.logging.log4j.core;

    opens meta.launcher.cli to
            info.picocli;

    uses meta.spi.PluginType;
    uses meta.spi.StepProvider;

    provides org.apache.logging.log4j.spi.Provider with
            meta.launcher.log.CallLogProvider;
}
