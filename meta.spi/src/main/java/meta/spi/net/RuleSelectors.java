package meta.spi.net;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import meta.netlink.Attribute;
import meta.netlink.KernelText;

/**
 * The conditions under which a rule matches a packet, except for the packet's addresses ({@code linux/fib_rules.h}). The object also
 * contains properties that are no conditions, such as the target of a rule with {@link meta.netlink.RuleAction#GOTO}. Immutable.
 *
 * <p>The conditions have the form in which the kernel reports a rule: a firewall mark always has a mask. An attribute that the other
 * methods cannot interpret is only in {@link #attributes}.
 */
public final class RuleSelectors {
    /** No condition: every packet matches. */
    public static final RuleSelectors NONE = new RuleSelectors(0, new TreeMap<>());

    /** The mask with which all bits of a firewall mark are compared. */
    public static final int WHOLE_MARK = -1;

    static final int INPUT = 3; // linux/fib_rules.h FRA_IIFNAME
    static final int GOTO_TARGET = 4;
    static final int MARK = 10;
    static final int SUPPRESS_PREFIX_LENGTH = 14;
    static final int MASK = 16;
    static final int OUTPUT = 17;
    static final int UIDS = 20;
    static final int IP_PROTOCOL = 22;
    static final int SOURCE_PORTS = 23;
    static final int DESTINATION_PORTS = 24;
    private static final int SOURCE_PORT_MASK = 28;
    private static final int DESTINATION_PORT_MASK = 29;

    private final int tos;
    private final Map<Integer, Attribute> attributes; // sorted

    /**
     * A range of numbers.
     *
     * @param first the smallest number, not negative
     * @param last the largest number
     */
    public record Range(long first, long last) {
        /** @throws IllegalArgumentException if {@code first} is negative or larger than {@code last} */
        public Range {
            if (first < 0 || last < first) {
                throw new IllegalArgumentException(first + "-" + last + " is not a range of numbers of 0 or more");
            }
        }

        /** {@return a text such as {@code 80} or {@code 1000-2000}} */
        @Override
        public String toString() {
            return first == last ? Long.toString(first) : first + "-" + last;
        }
    }

    private RuleSelectors(int tos, Map<Integer, Attribute> attributes) {
        this.tos = tos;
        this.attributes = attributes;
    }

    /**
     * {@return the conditions that these attributes express}
     *
     * @param tos the type of service, 0 to 255; 0 matches any
     * @param attributes attributes of a rule message ({@code FRA_}); of several attributes with the same number, the last one counts
     * @throws IllegalArgumentException if {@code tos} is out of range
     */
    public static RuleSelectors of(int tos, Collection<Attribute> attributes) {
        if (tos < 0 || tos > 255) {
            throw new IllegalArgumentException("type of service " + tos + ": 0 to 255 is expected");
        }
        if (tos == 0 && attributes.isEmpty()) {
            return NONE;
        }
        Map<Integer, Attribute> canonical = new TreeMap<>();
        for (Attribute attribute : attributes) {
            canonical.put(attribute.type(), attribute);
        }
        canonicalizeMark(canonical);
        canonical.remove(
                SUPPRESS_PREFIX_LENGTH, Attribute.ofInt(SUPPRESS_PREFIX_LENGTH, -1)); // stands for "suppresses nothing"
        canonical.remove(IP_PROTOCOL, new Attribute(IP_PROTOCOL, new byte[1]));
        // since Linux 6.15, the kernel reports these masks for a rule with a single port
        canonical.remove(SOURCE_PORT_MASK, ofShorts(SOURCE_PORT_MASK, 0xffff));
        canonical.remove(DESTINATION_PORT_MASK, ofShorts(DESTINATION_PORT_MASK, 0xffff));
        return tos == 0 && canonical.isEmpty() ? NONE : new RuleSelectors(tos, canonical);
    }

    private static void canonicalizeMark(Map<Integer, Attribute> attributes) {
        Attribute zero = Attribute.ofInt(MARK, 0);
        if (attributes.containsKey(MARK) && !zero.equals(attributes.get(MARK))) {
            attributes.putIfAbsent(MASK, Attribute.ofInt(MASK, WHOLE_MARK));
        } else {
            attributes.remove(MARK);
            attributes.remove(MASK, Attribute.ofInt(MASK, 0));
        }
    }

    /**
     * {@return a copy that matches packets whose firewall mark is {@code mark} ({@code fwmark})}
     *
     * @param mark not 0; for 0, use {@link #withMark(int, int)} with {@link #WHOLE_MARK}
     */
    public RuleSelectors withMark(int mark) {
        return without(MASK).with(Attribute.ofInt(MARK, mark));
    }

    /** {@return a copy that matches packets whose firewall mark equals {@code mark} in the bits of {@code mask} ({@code fwmark})} */
    public RuleSelectors withMark(int mark, int mask) {
        return with(Attribute.ofInt(MARK, mark), Attribute.ofInt(MASK, mask));
    }

    /**
     * {@return a copy that matches packets that arrive on the device ({@code iif}); with {@code lo}, packets that the namespace sends}
     *
     * @throws IllegalArgumentException if the text is not a valid {@link DeviceName}
     */
    public RuleSelectors withInput(String device) {
        return with(name(INPUT, device));
    }

    /**
     * {@return a copy that matches packets of sockets that are bound to the device ({@code oif})}
     *
     * @throws IllegalArgumentException if the text is not a valid {@link DeviceName}
     */
    public RuleSelectors withOutput(String device) {
        return with(name(OUTPUT, device));
    }

    /**
     * {@return a copy that matches packets with this type of service}
     *
     * @param changed 0 to 255; 0 matches any. The kernel can reject a value with ECN bits
     * @throws IllegalArgumentException if the value is out of range
     */
    public RuleSelectors withTos(int changed) {
        return of(changed, attributes.values());
    }

    /**
     * {@return a copy that matches packets of this IP protocol ({@code ipproto})}
     *
     * @param protocol 1 to 255, such as 6 for TCP
     * @throws IllegalArgumentException if the number is out of range
     */
    public RuleSelectors withIpProtocol(int protocol) {
        requireRange("IP protocol", protocol, protocol, 255);
        return with(new Attribute(IP_PROTOCOL, new byte[] {(byte) protocol}));
    }

    /**
     * {@return a copy that matches packets from these ports ({@code sport})}
     *
     * @param first the smallest port, at least 1
     * @param last the largest port, at most 65534
     * @throws IllegalArgumentException if a port is out of range, or {@code first} is larger than {@code last}
     */
    public RuleSelectors withSourcePorts(int first, int last) {
        return with(ports(SOURCE_PORTS, first, last));
    }

    /**
     * {@return a copy that matches packets to these ports ({@code dport})}
     *
     * @param first the smallest port, at least 1
     * @param last the largest port, at most 65534
     * @throws IllegalArgumentException if a port is out of range, or {@code first} is larger than {@code last}
     */
    public RuleSelectors withDestinationPorts(int first, int last) {
        return with(ports(DESTINATION_PORTS, first, last));
    }

    /**
     * {@return a copy that matches packets of sockets that belong to these users ({@code uidrange})}
     *
     * @param first the smallest user id, at least 0
     * @param last the largest user id, at most 2^32-2
     * @throws IllegalArgumentException if an id is out of range, or {@code first} is larger than {@code last}
     */
    public RuleSelectors withUids(long first, long last) {
        if (first < 0 || last < first || last > 0xffff_fffeL) {
            throw new IllegalArgumentException("user ids " + first + "-" + last + ": 0 to 4294967294 is expected");
        }
        ByteBuffer range = ByteBuffer.allocate(8).order(ByteOrder.nativeOrder());
        return with(
                new Attribute(UIDS, range.putInt((int) first).putInt((int) last).array()));
    }

    /**
     * {@return a copy for a rule that ignores the routes of its table with prefixes of at most {@code length} bits ({@code
     * suppress_prefixlength})}
     *
     * @param length 0 to 128; with 0, the rule ignores only default routes
     * @throws IllegalArgumentException if the length is out of range
     */
    public RuleSelectors withSuppressedPrefixLength(int length) {
        if (length < 0 || length > 128) {
            throw new IllegalArgumentException("prefix length " + length + ": 0 to 128 is expected");
        }
        return with(Attribute.ofInt(SUPPRESS_PREFIX_LENGTH, length));
    }

    /** {@return a copy with these attributes ({@code FRA_}), which replace those with the same numbers} */
    public RuleSelectors with(Attribute... changed) {
        Map<Integer, Attribute> all = new TreeMap<>(attributes);
        for (Attribute attribute : changed) {
            all.put(attribute.type(), attribute);
        }
        return of(tos, all.values());
    }

    private RuleSelectors without(int type) {
        Map<Integer, Attribute> fewer = new TreeMap<>(attributes);
        fewer.remove(type);
        return of(tos, fewer.values());
    }

    /** {@return the type of service of matching packets; 0 if the rule matches any} */
    public int tos() {
        return tos;
    }

    /** {@return the firewall mark of matching packets; empty if there is no condition for firewall marks} */
    public OptionalInt mark() {
        boolean zero = !attributes.containsKey(MARK) && mask().isPresent();
        return zero ? OptionalInt.of(0) : number(MARK);
    }

    /** {@return the bits of the firewall mark that the rule compares; empty if there is no condition for firewall marks} */
    public OptionalInt mask() {
        return number(MASK);
    }

    /** {@return the input device of matching packets; empty if the rule matches any} */
    public Optional<String> input() {
        return text(INPUT);
    }

    /** {@return the device to which the sockets of matching packets are bound; empty if the rule matches any socket} */
    public Optional<String> output() {
        return text(OUTPUT);
    }

    /** {@return the IP protocol of matching packets; empty if the rule matches any} */
    public OptionalInt ipProtocol() {
        byte[] value = value(IP_PROTOCOL);
        return value.length == 1 ? OptionalInt.of(Byte.toUnsignedInt(value[0])) : OptionalInt.empty();
    }

    /** {@return the source ports of matching packets; empty if the rule matches any} */
    public Optional<Range> sourcePorts() {
        return ports(SOURCE_PORTS);
    }

    /** {@return the destination ports of matching packets; empty if the rule matches any} */
    public Optional<Range> destinationPorts() {
        return ports(DESTINATION_PORTS);
    }

    /** {@return the users whose sockets send matching packets; empty if the rule matches any user} */
    public Optional<Range> uids() {
        byte[] value = value(UIDS);
        ByteBuffer range = ByteBuffer.wrap(value).order(ByteOrder.nativeOrder());
        return value.length == 8
                ? range(Integer.toUnsignedLong(range.getInt()), Integer.toUnsignedLong(range.getInt()))
                : Optional.empty();
    }

    /** {@return the length of the longest prefix that the rule ignores in its table; empty if there is none} */
    public OptionalInt suppressedPrefixLength() {
        return number(SUPPRESS_PREFIX_LENGTH);
    }

    /** {@return the priority to which a rule with {@link meta.netlink.RuleAction#GOTO} leads, unsigned; empty for other rules} */
    OptionalInt target() {
        return number(GOTO_TARGET);
    }

    /** {@return everything except the type of service ({@code FRA_}), ordered by number} */
    public List<Attribute> attributes() {
        return List.copyOf(attributes.values());
    }

    private byte[] value(int type) {
        Attribute attribute = attributes.get(type);
        return attribute == null ? new byte[0] : attribute.value();
    }

    private OptionalInt number(int type) {
        Attribute attribute = attributes.get(type);
        return attribute != null && attribute.payload().remaining() == Integer.BYTES
                ? OptionalInt.of(attribute.asInt())
                : OptionalInt.empty();
    }

    private Optional<String> text(int type) {
        byte[] value = value(type);
        boolean ended = value.length > 1 && value[value.length - 1] == 0;
        String text = ended ? KernelText.decode(Arrays.copyOf(value, value.length - 1)) : "";
        return DeviceName.isValid(text) ? Optional.of(text) : Optional.empty();
    }

    private Optional<Range> ports(int type) {
        byte[] value = value(type);
        ByteBuffer range = ByteBuffer.wrap(value).order(ByteOrder.nativeOrder());
        return value.length == 4
                ? range(Short.toUnsignedLong(range.getShort()), Short.toUnsignedLong(range.getShort()))
                : Optional.empty();
    }

    private static Optional<Range> range(long first, long last) {
        return first <= last ? Optional.of(new Range(first, last)) : Optional.empty();
    }

    private static Attribute name(int type, String device) {
        if (!DeviceName.isValid(device)) {
            throw new IllegalArgumentException('"' + device + "\" is not a valid name of a device");
        }
        byte[] text = KernelText.encode(device);
        return new Attribute(type, Arrays.copyOf(text, text.length + 1)); // ends with a zero byte
    }

    private static Attribute ports(int type, int first, int last) {
        requireRange("port", first, last, 65534);
        return ofShorts(type, first, last);
    }

    private static Attribute ofShorts(int type, int... numbers) {
        ByteBuffer bytes = ByteBuffer.allocate(numbers.length * Short.BYTES).order(ByteOrder.nativeOrder());
        for (int number : numbers) {
            bytes.putShort((short) number);
        }
        return new Attribute(type, bytes.array());
    }

    private static void requireRange(String of, int first, int last, int most) {
        if (first < 1 || last < first || last > most) {
            throw new IllegalArgumentException(of + " " + first + "-" + last + ": 1 to " + most + " is expected");
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RuleSelectors that && tos == that.tos && attributes.equals(that.attributes);
    }

    @Override
    public int hashCode() {
        return 31 * attributes.hashCode() + tos;
    }

    @Override
    public String toString() {
        return "tos " + tos + " " + attributes.values();
    }
}
