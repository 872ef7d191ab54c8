/** jffi calls native functions; it has no module descriptor, and jlink does not accept a jar without one. */
open module org.jnrproject.jffi {
    requires java.logging;
    requires jdk.unsupported;

    exports com.kenai.jffi;
}
