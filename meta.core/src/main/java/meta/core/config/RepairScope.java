package meta.core.config;

import java.util.List;
import meta.spi.option.OptionType;

/** The objects that a repair may change. */
public enum RepairScope {
    ALL,
    /** The pod's namespace is read and never changed, and no effect is applied or undone. */
    HOST,
    OFF;

    static final OptionType<RepairScope> TYPE =
            new OptionType.Choice<>(List.of("all", "host", "off"), List.of(ALL, HOST, OFF));
}
