/**
 * A descriptor for log4j-core that requires only log4j-api. Its own descriptor also requires the modules for desktop, scripting and compiler, for
 * appenders and configuration formats that we do not use. With these modules, the image would be larger by half.
 *
 * <p>The module provides no services, because {@code meta.launcher} provides the loggers. It exports the packages that {@code meta.launcher} uses.
 */
open module org.apache.logging.log4j.core {
    requires transitive org.apache.logging.log4j;

    exports org.apache.logging.log4j.core;
    exports org.apache.logging.log4j.core.appender;
    exports org.apache.logging.log4j.core.config;
    exports org.apache.logging.log4j.core.layout;
}
