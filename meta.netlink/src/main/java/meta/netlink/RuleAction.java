package meta.netlink;

/**
 * What the kernel does with a packet that matches a policy routing rule ({@code linux/fib_rules.h FR_ACT_}).
 *
 * @param number 0 to 255
 */
public record RuleAction(int number) implements Comparable<RuleAction> {
    public static final RuleAction UNSPEC = new RuleAction(0);

    /** The kernel looks up the route in the table of the rule. */
    public static final RuleAction TO_TABLE = new RuleAction(1);

    public static final RuleAction GOTO = new RuleAction(2);
    public static final RuleAction NOP = new RuleAction(3);
    public static final RuleAction BLACKHOLE = new RuleAction(6);
    public static final RuleAction UNREACHABLE = new RuleAction(7);
    public static final RuleAction PROHIBIT = new RuleAction(8);

    public RuleAction {
        RangeCheck.require("rule action", number, 0, 255);
    }

    /** {@return the action with this number, 0 to 255} */
    public static RuleAction of(int number) {
        return new RuleAction(number);
    }

    @Override
    public int compareTo(RuleAction other) {
        return Integer.compareUnsigned(number, other.number);
    }

    @Override
    public String toString() {
        return switch (number) {
            case 0 -> "unspec";
            case 1 -> "lookup";
            case 2 -> "goto";
            case 3 -> "nop";
            case 6 -> "blackhole";
            case 7 -> "unreachable";
            case 8 -> "prohibit";
            default -> Integer.toUnsignedString(number);
        };
    }
}
