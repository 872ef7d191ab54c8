/**
 * Takes a CNI call from its environment and configuration to the kernel and back: what is asked, what is, what should be, and
 * the changes between.
 *
 * <p>It knows neither the plugin types nor the steps, which are found at run time, and no key of their options; nor does it know
 * how a process is started, which is {@code meta.launcher}'s.
 */
module meta.core {
    requires transitive meta.spi;
    requires static transitive org.jspecify;
    requires com.fasterxml.jackson.core;
    requires org.apache.logging.log4j;

    exports meta.core.cni to
            meta.launcher;
    exports meta.core.config to
            meta.launcher;
    exports meta.core.engine to
            meta.launcher;
    exports meta.core.foreign to
            meta.launcher;
    exports meta.core.json to
            meta.launcher;
    exports meta.core.kernel to
            meta.launcher;
    exports meta.core.packet to
            meta.launcher;
    exports meta.core.pipeline to
            meta.launcher;
    exports meta.core.timing to
            meta.launcher;
    exports meta.core.verb to
            meta.launcher;

    provides meta.spi.StepProvider with
            meta.core.step.SharedStepProvider;
}
