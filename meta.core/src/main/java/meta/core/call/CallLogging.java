package meta.core.call;

import java.util.Map;
import meta.core.cni.CniRequest;
import meta.spi.option.Option;
import meta.spi.option.StepOptions;

/** Opens the log of a call. */
public interface CallLogging {
    /** {@return the option that configures the log} */
    Option<?> option();

    /**
     * Opens a log. The loggers of the calling thread write to it until the caller closes it on this thread. Neither this method nor a logger throws
     * an exception if the log cannot be opened or written.
     *
     * @param verb the verb of the request, or {@code REPAIR} or {@code SWEEP}
     * @param options contains a valid value of {@link #option}
     */
    OpenLog open(String type, String verb, CniRequest request, Map<String, String> environment, StepOptions options);

    interface OpenLog extends AutoCloseable {
        /** Ends the log. Later messages of the thread are discarded. Throws no exception. */
        @Override
        void close();
    }
}
