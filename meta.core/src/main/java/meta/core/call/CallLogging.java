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
     * Opens the log that the loggers of this thread write to until it is closed.
     *
     * @param type the plugin type
     * @param verb the verb of the call: that of the request, or {@code REPAIR}
     * @param environment the environment variables of the call
     * @param options the value of {@link #option}; its default if the given value is invalid
     */
    OpenLog open(String type, String verb, CniRequest request, Map<String, String> environment, StepOptions options);

    /** The open log of a call. */
    interface OpenLog extends AutoCloseable {
        @Override
        void close();
    }
}
