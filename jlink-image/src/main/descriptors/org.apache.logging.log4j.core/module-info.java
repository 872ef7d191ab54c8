/**
 * Log4j2's core for an image that has no desktop, no scripting and no compiler: its own descriptor requires them all, for appenders
 * and configuration formats that we do not use, and would make the image half as large again.
 *
 * <p>It provides no services either: the loggers are those of {@code meta.launcher}.
 */
open module org.apache.logging.log4j.core {
    requires transitive org.apache.logging.log4j;

    exports org.apache.logging.log4j.core;
    exports org.apache.logging.log4j.core.appender;
    exports org.apache.logging.log4j.core.config;
    exports org.apache.logging.log4j.core.config.plugins;
    exports org.apache.logging.log4j.core.impl;
    exports org.apache.logging.log4j.core.layout;
    exports org.apache.logging.log4j.core.time;
}
