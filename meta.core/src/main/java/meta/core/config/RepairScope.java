package meta.core.config;

import java.util.List;
import meta.spi.option.OptionType;

/** The network objects that a repair of an attachment may change. */
public enum RepairScope {
    /** Objects on the node and in the pod. */
    ALL,
    /** Objects on the node. Veth pairs between node and pod can be created and deleted. Effects do not change. */
    HOST,
    /** None: the attachment is not repaired. */
    OFF;

    static final OptionType<RepairScope> TYPE =
            new OptionType.Choice<>(List.of("all", "host", "off"), List.of(ALL, HOST, OFF));
}
