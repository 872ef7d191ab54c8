/**
 * Carries out CNI calls: reads the request, observes host and pod, plans, applies the difference, and answers. Also repairs attachments.
 *
 * <p>The plugin types, most steps and their options are in other modules.
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
