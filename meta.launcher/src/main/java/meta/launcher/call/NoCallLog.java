package meta.launcher.call;

import java.util.Map;
import meta.core.call.CallLogSource;
import meta.core.cni.CniRequest;
import meta.spi.option.Option;
import meta.spi.option.StepOptions;

/** Writes no logs. Calls still accept the option {@code log_options}. */
public record NoCallLog() implements CallLogSource {
    @Override
    public Option<?> option() {
        return LogOptions.OPTION;
    }

    @Override
    public OpenLog open(
            String type, String verb, CniRequest request, Map<String, String> environment, StepOptions options) {
        return () -> {};
    }
}
