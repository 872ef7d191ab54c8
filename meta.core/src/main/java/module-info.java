/**
 * Carries out CNI calls. A call reads the request of the container runtime, reads the present network objects of the node and of the pod, plans the
 * objects that should exist, makes the necessary changes, and answers. The module also repairs the network of a pod after another program has changed
 * it.
 *
 * <p>The plugin types, most of their steps, and the options of these steps are in other modules.
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
