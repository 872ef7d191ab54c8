package meta.core.cni;

import java.util.List;
import meta.spi.Attachment;

/** A request of a container runtime (CNI spec 1.1.0 "CNI operations"). */
public sealed interface CniRequest {
    default CniVerb verb() {
        return switch (this) {
            case Add _ -> CniVerb.ADD;
            case Check _ -> CniVerb.CHECK;
            case Del _ -> CniVerb.DEL;
            case Gc _ -> CniVerb.GC;
            case Status _ -> CniVerb.STATUS;
            case Version _ -> CniVerb.VERSION;
        };
    }

    /** {@return the version of the answer} */
    CniVersion version();

    /** A request with a network configuration. */
    sealed interface Configured extends CniRequest {
        RequestConfig config();

        @Override
        default CniVersion version() {
            return config().version();
        }
    }

    /** A request for one NIC of one pod. */
    sealed interface ForPod extends Configured {
        /**
         * {@return the NIC and its pod; the network is empty if the configuration has no valid {@code name}} The path of the namespace may be empty
         * in a DEL.
         */
        Attachment attachment();

        CniArgs args();
    }

    /** Connects the pod. */
    record Add(Attachment attachment, CniArgs args, RequestConfig config) implements ForPod {}

    /** Checks that the pod is still connected. */
    record Check(Attachment attachment, CniArgs args, RequestConfig config) implements ForPod {}

    /** Removes the objects of ADD that still exist, even if the configuration is unreadable. */
    record Del(Attachment attachment, CniArgs args, RequestConfig config) implements ForPod {}

    /** A request that is not for a particular pod. */
    sealed interface ForNetwork extends Configured {}

    /**
     * Removes the objects of attachments that no longer exist.
     *
     * @param namesValid whether the request has the key {@code cni.dev/valid-attachments}; if not, nothing may be removed
     * @param valid the attachments that still exist, without the paths of their namespaces; may be incomplete if there are
     *     {@link RequestConfig#problems}
     */
    record Gc(RequestConfig config, boolean namesValid, List<Attachment> valid) implements ForNetwork {
        public Gc {
            valid = List.copyOf(valid);
        }
    }

    /** Checks whether the plugin could carry out an ADD now. */
    record Status(RequestConfig config) implements ForNetwork {}

    /** Asks for the supported versions. */
    record Version() implements CniRequest {
        @Override
        public CniVersion version() {
            return CniVersion.LATEST;
        }
    }
}
