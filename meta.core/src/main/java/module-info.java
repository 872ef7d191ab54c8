/**
 * Carries out CNI calls, and repairs the network of a pod after another program has changed it. The plugin types, and the steps that only
 * one of them lists, are in other modules.
 */
module meta.core {
    requires transitive meta.spi;
    requires static transitive org.jspecify;
    requires com.fasterxml.jackson.core;
    requires org.apache.logging.log4j;

    exports meta.core.cni to
            meta.launcher;
    exports meta.core.plugin to
            meta.launcher;
    exports meta.core.kernel to
            meta.launcher;
    exports meta.core.call to
            meta.launcher;
    exports meta.core.record to
            meta.launcher;
    exports meta.core.keep to
            meta.launcher;

    provides meta.spi.StepProvider with
            meta.core.plugin.step.SharedStepProvider;
}
