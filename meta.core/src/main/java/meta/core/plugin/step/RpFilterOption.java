package meta.core.plugin.step;

import java.util.List;
import meta.spi.option.Option;
import meta.spi.option.OptionType;
import meta.spi.option.StepOptions;

/**
 * The option {@code rp_filter} of {@link TuneSysctl}.
 *
 * @param value 0 off, 1 strict, 2 loose; with -1, the step changes nothing
 */
record RpFilterOption(OnHost onHost, long value) {
    /** What the step does with the filters of the host. */
    enum OnHost {
        /** The step changes nothing on the host. */
        LEFT_ALONE,
        /**
         * If {@code all} is strict, the step makes it loose. If {@code all} is off, the step makes the strict host ends of the pod loose.
         */
        EASED,
        /** The step makes the configured value the effective value of every present device of the host. */
        SET
    }

    static final long OFF = 0;
    static final long STRICT = 1;
    static final long LOOSE = 2;

    private static final Option<Boolean> SET_HOST =
            Option.of("set_host", OptionType.flag(), false, "Also set the value on the node.");
    private static final Option<Long> VALUE =
            Option.of("value", OptionType.wholeNumber(-1, 2), LOOSE, "0 off, 1 strict, 2 loose, -1 unchanged.");

    static final Option<RpFilterOption> CHOICE = Option.of(
                    TuneSysctl.RP_FILTER,
                    OptionType.wholeNumber(-1, 2)
                            .map(value -> new RpFilterOption(OnHost.SET, value))
                            .or(new OptionType.Group<>(
                                    List.of(SET_HOST, VALUE),
                                    group -> new RpFilterOption(
                                            group.get(SET_HOST) ? OnHost.SET : OnHost.LEFT_ALONE, group.get(VALUE)))),
                    new RpFilterOption(OnHost.EASED, LOOSE),
                    "Reverse path filtering: 0 off, 1 strict, 2 loose, -1 unchanged. A number: set in the pod and on the"
                            + " node. An object: set in the pod, and on the node if `set_host` is true. If unset: 2 is set"
                            + " in the pod, and only strict filters of the node become loose.")
            .atTopLevel();

    static final List<Option<?>> DECLARED = List.of(CHOICE);

    static RpFilterOption from(StepOptions given) {
        return given.get(CHOICE);
    }

    boolean changesNothing() {
        return value < 0;
    }

    @Override
    public String toString() {
        return onHost == OnHost.LEFT_ALONE ? "{\"set_host\": false, \"value\": " + value + "}" : Long.toString(value);
    }
}
