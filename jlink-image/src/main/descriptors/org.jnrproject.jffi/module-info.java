/** The module descriptor of jffi, which has none of its own. jlink accepts only jars with a descriptor. */
open module org.jnrproject.jffi {
    requires java.logging;
    requires jdk.unsupported;

    exports com.kenai.jffi;
}
