package meta.core.call;

import java.util.Map;
import meta.core.cni.CniRequest;
import meta.spi.option.Option;
import meta.spi.option.OptionType;
import meta.spi.option.StepOptions;

/** Opens logs that discard every message. */
record NoLog() implements CallLogSource {
    @Override
    public Option<?> option() {
        return Option.of("log", OptionType.wholeNumber(0, 1), 0L, "Of this test.");
    }

    @Override
    public OpenLog open(
            String type, String verb, CniRequest request, Map<String, String> environment, StepOptions options) {
        return () -> {};
    }
}
