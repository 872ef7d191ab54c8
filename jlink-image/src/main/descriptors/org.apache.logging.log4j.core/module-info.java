/**
 * Replaces the module descriptor of log4j-core. The original also requires the JDK's modules for desktop, scripting and compiler, which
 * would make the image much larger.
 */
open module org.apache.logging.log4j.core {
    requires transitive org.apache.logging.log4j;

    exports org.apache.logging.log4j.core;
    exports org.apache.logging.log4j.core.appender;
    exports org.apache.logging.log4j.core.config;
    exports org.apache.logging.log4j.core.layout;
}
