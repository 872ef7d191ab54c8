package meta.core.cni;

import java.util.List;
import meta.spi.Attachment;

/** A request for a CNI operation (CNI spec 1.1.0 "CNI operations"). */
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

    /** {@return the version of the CNI spec in which the answer must be written} */
    CniVersion version();

    /** A request that contains a network configuration. */
    sealed interface Configured extends CniRequest {
        RequestConfig config();

        @Override
        default CniVersion version() {
            return config().version();
        }
    }

    /** A request about one NIC of one pod. */
    sealed interface ForPod extends Configured {
        /**
         * {@return the NIC, its pod and its network} The name of the network is empty if it is missing or invalid. In a DEL, the path of
         * the pod's namespace may be empty.
         */
        Attachment attachment();

        CniArgs args();
    }

    /** Connects the pod. */
    record Add(Attachment attachment, CniArgs args, RequestConfig config) implements ForPod {}

    /** Checks that the pod is still connected. */
    record Check(Attachment attachment, CniArgs args, RequestConfig config) implements ForPod {}

    /** Undoes the ADD of the NIC, even if the configuration has {@link RequestConfig#problems}. */
    record Del(Attachment attachment, CniArgs args, RequestConfig config) implements ForPod {}

    /** A request about a network or the plugin. */
    sealed interface ForNetwork extends Configured {}

    /**
     * Removes the objects of attachments that no longer exist.
     *
     * @param namesValid whether the request has the key {@code cni.dev/valid-attachments}; if false, nothing may be removed
     * @param valid the attachments that still exist, with empty paths; may be incomplete if there are {@link RequestConfig#problems}
     */
    record Gc(RequestConfig config, boolean namesValid, List<Attachment> valid) implements ForNetwork {
        public Gc {
            valid = List.copyOf(valid);
        }
    }

    /** Asks whether the plugin could carry out an ADD now. */
    record Status(RequestConfig config) implements ForNetwork {}

    /** Asks for the versions of the CNI spec that the plugin supports. */
    record Version() implements CniRequest {
        @Override
        public CniVersion version() {
            return CniVersion.LATEST;
        }
    }
}
