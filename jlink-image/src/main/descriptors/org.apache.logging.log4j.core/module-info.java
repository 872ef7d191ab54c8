/**
 * Replaces the descriptor of log4j-core, which also requires the modules for desktop, scripting and compiler. With them, the image would be
 * larger by half.
 *
 * <p>Exports only the packages that {@code meta.launcher} uses.
 */
open module org.apache.logging.log4j.core {
    requires transitive org.apache.logging.log4j;

    exports org.apache.logging.log4j.core;
    exports org.apache.logging.log4j.core.appender;
    exports org.apache.logging.log4j.core.config;
    exports org.apache.logging.log4j.core.layout;
}
