package meta.core.cni;

import java.util.List;
import meta.spi.Attachment;

/** What a runtime asks for (CNI spec 1.1.0 "CNI operations"). */
public sealed interface CniRequest {
    /** {@return the version that the answer is in} */
    CniVersion version();

    /** A call for one NIC of one pod. */
    sealed interface ForPod extends CniRequest {
        /** {@return which NIC of which pod} */
        Attachment attachment();

        /** {@return what the runtime says of the pod} */
        CniArgs args();

        /** {@return what came on standard input} */
        RequestConfig config();

        @Override
        default CniVersion version() {
            return config().version();
        }
    }

    /** Connect the pod. */
    record Add(Attachment attachment, CniArgs args, RequestConfig config) implements ForPod {}

    /** Is the pod connected as ADD has left it? */
    record Check(Attachment attachment, CniArgs args, RequestConfig config) implements ForPod {}

    /** Undo what ADD has done, whatever is left of it, and however little of the configuration can be read. */
    record Del(Attachment attachment, CniArgs args, RequestConfig config) implements ForPod {}

    /** A call for no pod in particular. */
    sealed interface ForNetwork extends CniRequest {
        /** {@return what came on standard input} */
        RequestConfig config();

        @Override
        default CniVersion version() {
            return config().version();
        }
    }

    /**
     * Clean up after attachments of the network that exist no more.
     *
     * @param namesValid whether the runtime says which attachments still exist; where it does not, nothing is removed
     * @param valid those that still exist, without their namespaces
     */
    record Gc(RequestConfig config, boolean namesValid, List<Attachment> valid) implements ForNetwork {
        public Gc {
            valid = List.copyOf(valid);
        }
    }

    /** Could the plugin do an ADD now? */
    record Status(RequestConfig config) implements ForNetwork {}

    /** Which versions does the plugin speak? Answered by {@link CniVersion#report()}. */
    record Version() implements CniRequest {
        @Override
        public CniVersion version() {
            return CniVersion.LATEST;
        }
    }
}
