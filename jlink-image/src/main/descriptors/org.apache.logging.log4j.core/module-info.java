/**
 * Replaces the module descriptor of log4j-core. The original descriptor also requires the JDK's modules for desktop, scripting and
 * compiler, with which the image would be larger by half.
 *
 * <p>This descriptor exports only those packages that {@code meta.launcher} uses.
 */
open module org.apache.logging.log4j.core {
    requires transitive org.apache.logging.log4j;

    exports org.apache.logging.log4j.core;
    exports org.apache.logging.log4j.core.appender;
    exports org.apache.logging.log4j.core.config;
    exports org.apache.logging.log4j.core.layout;
}
