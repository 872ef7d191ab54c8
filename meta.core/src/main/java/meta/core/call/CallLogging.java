package meta.core.call;

import java.util.Map;
import meta.core.cni.CniRequest;
import meta.spi.option.Option;
import meta.spi.option.StepOptions;

/** Opens the log of a call. */
public interface CallLogging {
    /** {@return the option that configures the log; every plugin type has it} */
    Option<?> option();

    /**
     * Opens a log. The loggers of the calling thread write to the log until the caller closes it on this thread. No call fails because of its log:
     * neither this method nor a logger throws an exception if the log cannot be opened or written.
     *
     * @param type the plugin type
     * @param verb the verb of the request, or {@code REPAIR} or {@code SWEEP}
     * @param request the request; the log contains its pod and NIC, if it has any
     * @param environment the environment variables of the call
     * @param options contains the value of {@link #option}: the configured value, or the default if that is missing or invalid
     */
    OpenLog open(String type, String verb, CniRequest request, Map<String, String> environment, StepOptions options);

    /** The open log of a call. */
    interface OpenLog extends AutoCloseable {
        /** Ends the log. What the thread logs later is discarded. Throws no exception. */
        @Override
        void close();
    }
}
