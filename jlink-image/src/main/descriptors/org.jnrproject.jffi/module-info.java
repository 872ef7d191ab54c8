/** jffi calls native functions; it comes without a module descriptor, and jlink takes no module without one. */
open module org.jnrproject.jffi {
    requires java.logging;
    requires jdk.unsupported;

    exports com.kenai.jffi;
}
