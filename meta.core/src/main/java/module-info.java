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
    exports meta.core.reconcile to
            meta.launcher;
    exports meta.core.plugin to
            meta.launcher;
    exports meta.core.kernel to
            meta.launcher;
    exports meta.core.reconcile.packet to
            meta.launcher;
    exports meta.core.call to
            meta.launcher;

    provides meta.spi.StepProvider with
            meta.core.plugin.step.SharedStepProvider;
}
