/**
 * The module descriptor of jffi, a library that calls native functions. The library has no descriptor of its own, and jlink accepts only
 * jars with a descriptor.
 */
open module org.jnrproject.jffi {
    requires java.logging;
    requires jdk.unsupported;

    exports com.kenai.jffi;
}
