package meta.core.call;

import java.util.Map;
import meta.core.cni.CniRequest;
import meta.spi.option.Option;
import meta.spi.option.StepOptions;

/** Opens the logs of calls. */
public interface CallLogSource {
    /** {@return the option that configures the log; every plugin type has it} */
    Option<?> option();

    /**
     * Opens the log of one call. The loggers of the calling thread and, by default, of the threads that it creates from now on write to
     * this log until it is closed. If the log cannot be opened or written, neither this method nor a logger throws an exception.
     *
     * @param type the plugin type
     * @param verb the verb of the request; {@code REPAIR} for a repair, {@code SWEEP} for the removal of an orphan
     * @param environment the environment variables of the call
     * @param options must contain a valid value of {@link #option}
     */
    OpenLog open(String type, String verb, CniRequest request, Map<String, String> environment, StepOptions options);

    /** The open log of a call. The thread that has opened the log closes it. */
    interface OpenLog extends AutoCloseable {
        /** Ends the log. Throws no exception. */
        @Override
        void close();
    }
}
