package meta.spi.net;

import java.util.Locale;
import java.util.Optional;

/**
 * How a macvlan communicates with other macvlans of its parent device ({@code linux/if_link.h macvlan_mode}). The mode {@code source} has
 * no constant.
 */
public enum MacvlanMode {
    /** No communication with other macvlans of the parent device. */
    PRIVATE(1),
    /** Packets between macvlans go through the switch, which must send them back. */
    VEPA(2),
    /** Packets between macvlans do not leave the node. */
    BRIDGE(4),
    /** The macvlan is the only one of its parent device, and gets all packets of the parent device. */
    PASSTHRU(8);

    private final int number;

    MacvlanMode(int number) {
        this.number = number;
    }

    /** {@return the kernel's number of the mode} */
    public int number() {
        return number;
    }

    /** {@return the mode with this number of the kernel; empty if no constant has the number} */
    public static Optional<MacvlanMode> of(int number) {
        for (MacvlanMode mode : values()) {
            if (mode.number == number) {
                return Optional.of(mode);
            }
        }
        return Optional.empty();
    }

    /** {@return the name of the mode in {@code ip link}, such as {@code bridge}} */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
