package meta.spi.net;

import java.util.Locale;
import java.util.Optional;

/** How a macvlan reaches other macvlans of its parent device ({@code linux/if_link.h macvlan_mode}). */
public enum MacvlanMode {
    /** No communication with other macvlans. */
    PRIVATE(1),
    /** Communication with other macvlans through the switch. */
    VEPA(2),
    /** Direct communication with other macvlans. */
    BRIDGE(4),
    /** The macvlan is the only one of the parent device. */
    PASSTHRU(8);

    private final int number;

    MacvlanMode(int number) {
        this.number = number;
    }

    /** {@return the kernel's number} */
    public int number() {
        return number;
    }

    /** {@return the mode with the kernel's number; empty for another number} */
    public static Optional<MacvlanMode> of(int number) {
        for (MacvlanMode mode : values()) {
            if (mode.number == number) {
                return Optional.of(mode);
            }
        }
        return Optional.empty();
    }

    /** {@return the word of {@code ip link}} */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
