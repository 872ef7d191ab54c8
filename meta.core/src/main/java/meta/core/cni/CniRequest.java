package meta.core.cni;

import meta.spi.Attachment;

/** What a runtime asks for (CNI spec 1.1.0 "CNI operations"). */
public sealed interface CniRequest {
    /** {@return the version that the answer is in} */
    CniVersion version();

    /** Connect the pod. */
    record Add(Attachment attachment, CniArgs args, RequestConfig config) implements CniRequest {
        @Override
        public CniVersion version() {
            return config.version();
        }
    }

    /** Is the pod connected as ADD has left it? */
    record Check(Attachment attachment, CniArgs args, RequestConfig config) implements CniRequest {
        @Override
        public CniVersion version() {
            return config.version();
        }
    }

    /** Undo what ADD has done, whatever is left of it, and however little of the configuration can be read. */
    record Del(Attachment attachment, CniArgs args, RequestConfig config) implements CniRequest {
        @Override
        public CniVersion version() {
            return config.version();
        }
    }

    /** Clean up after attachments of the network that exist no more. */
    record Gc(RequestConfig config) implements CniRequest {
        @Override
        public CniVersion version() {
            return config.version();
        }
    }

    /** Could the plugin do an ADD now? */
    record Status(RequestConfig config) implements CniRequest {
        @Override
        public CniVersion version() {
            return config.version();
        }
    }

    /** Which versions does the plugin speak? Answered by {@link CniVersion#report()}. */
    record Version() implements CniRequest {
        @Override
        public CniVersion version() {
            return CniVersion.LATEST;
        }
    }
}
