package meta.netlink;

import java.util.List;
import java.util.Map;

/**
 * The state of a neighbour entry ({@code linux/neighbour.h NUD_}).
 *
 * @param bits the bit mask, 0 to 65535, which may contain bits without a constant
 */
public record NudState(int bits) {
    public static final NudState NONE = new NudState(0);
    public static final NudState INCOMPLETE = new NudState(0x01);
    public static final NudState REACHABLE = new NudState(0x02);
    public static final NudState STALE = new NudState(0x04);
    public static final NudState DELAY = new NudState(0x08);
    public static final NudState PROBE = new NudState(0x10);
    public static final NudState FAILED = new NudState(0x20);

    /** The entry needs no ARP or NDP. */
    public static final NudState NOARP = new NudState(0x40);

    /** The entry never expires, and needs no ARP or NDP. */
    public static final NudState PERMANENT = new NudState(0x80);

    private static final List<Map.Entry<NudState, String>> NAMES = List.of(
            Map.entry(INCOMPLETE, "incomplete"),
            Map.entry(REACHABLE, "reachable"),
            Map.entry(STALE, "stale"),
            Map.entry(DELAY, "delay"),
            Map.entry(PROBE, "probe"),
            Map.entry(FAILED, "failed"),
            Map.entry(NOARP, "noarp"),
            Map.entry(PERMANENT, "permanent"));

    public NudState {
        RangeCheck.require("neighbour state", bits, 0, 0xffff);
    }

    /** {@return whether this state contains the other state} */
    public boolean has(NudState other) {
        return (bits & other.bits) == other.bits;
    }

    /** {@return this state and the other state} */
    public NudState with(NudState other) {
        return new NudState(bits | other.bits);
    }

    /** {@return this state without the other state} */
    public NudState without(NudState other) {
        return new NudState(bits & ~other.bits);
    }

    @Override
    public String toString() {
        return FlagText.print(bits, NAMES, NudState::bits);
    }
}
