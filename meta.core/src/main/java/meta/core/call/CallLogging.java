package meta.core.call;

import java.util.Map;
import meta.core.cni.CniRequest;
import meta.spi.option.Option;
import meta.spi.option.StepOptions;

/** Opens the log of a call. */
public interface CallLogging {
    /** {@return the option of every plugin type that configures the log} */
    Option<?> option();

    /**
     * Opens a log. The loggers of the calling thread write to it until the caller closes it on the same thread. No call fails because of its log: if the
     * log cannot be opened or written, no exception is thrown, here or by a logger.
     *
     * @param type the plugin type
     * @param verb the verb of the call: that of the request, {@code REPAIR} or {@code SWEEP}
     * @param request the request; the log identifies the pod by it
     * @param environment the environment variables of the call
     * @param options the value of {@link #option}, which is the default if the configured value is missing or invalid
     */
    OpenLog open(String type, String verb, CniRequest request, Map<String, String> environment, StepOptions options);

    /** The open log of a call. */
    interface OpenLog extends AutoCloseable {
        @Override
        void close();
    }
}
