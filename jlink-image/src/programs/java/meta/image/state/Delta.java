package meta.image.state;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * The difference between two states of a network namespace. A line that begins with {@code -} is a removed object. A line that begins with
 * {@code +} is a new object or a new sysctl. A line that begins with {@code ~} is a sysctl with a changed value.
 *
 * <p>For a new device, only {@code rp_filter} (IPv4), {@code accept_ra} and {@code disable_ipv6} (IPv6) are included, which {@code veth}
 * sets for its devices. Removed sysctls are not included.
 *
 * @param lines the lines, sorted; empty if the two states are equal, or differ only in sysctls that are not included
 */
public record Delta(List<String> lines) {
    public static final Delta NONE = new Delta(List.of());

    private static final List<String> SHOWN_FOR_A_NEW_DEVICE =
            List.of("ipv4 rp_filter", "ipv6 accept_ra", "ipv6 disable_ipv6");

    /** {@return what has changed from one state of a namespace to a later state of the same namespace} */
    public static Delta between(State before, State after) {
        List<String> lines = new ArrayList<>();
        without(before.objects(), after.objects()).forEach(line -> lines.add("- " + line));
        without(after.objects(), before.objects()).forEach(line -> lines.add("+ " + line));
        for (Map.Entry<String, SortedMap<String, String>> device :
                after.sysctls().entrySet()) {
            SortedMap<String, String> old = before.sysctls().get(device.getKey());
            for (Map.Entry<String, String> now : device.getValue().entrySet()) {
                String was = old == null ? null : old.get(now.getKey());
                if (!now.getValue().equals(was) && (old != null || SHOWN_FOR_A_NEW_DEVICE.contains(now.getKey()))) {
                    String line = "sysctl " + device.getKey() + " " + now.getKey() + " ";
                    lines.add(was == null ? "+ " + line + now.getValue() : "~ " + line + was + " -> " + now.getValue());
                }
            }
        }
        Collections.sort(lines);
        return new Delta(lines);
    }

    /**
     * {@return a copy of this difference with names instead of MAC addresses} {@code {veth0}} stands for the MAC address of {@code veth0},
     * and {@code fe80::{veth0}} for the link-local address that is derived from this MAC address.
     *
     * @param state the state from which the names of the MAC addresses are taken
     */
    public Delta naming(State state) {
        List<String> named = new ArrayList<>();
        for (String line : lines) {
            String text = line;
            for (Map.Entry<String, String> mac : state.macs().entrySet()) {
                if (mac.getKey().length() == 17 && !mac.getKey().equals("00:00:00:00:00:00")) {
                    String name = "{" + mac.getValue() + "}";
                    text = text.replace(mac.getKey(), name).replace(linkLocal(mac.getKey()), "fe80::" + name);
                }
            }
            named.add(text);
        }
        Collections.sort(named);
        return new Delta(named);
    }

    @Override
    public String toString() {
        return String.join("\n", lines);
    }

    private static List<String> without(List<String> lines, List<String> others) {
        List<String> rest = new ArrayList<>(lines);
        others.forEach(rest::remove); // removes one line for each, so that duplicates count
        return rest;
    }

    /** {@return the link-local address that is derived from a MAC address (RFC 4291, appendix A)} */
    private static String linkLocal(String mac) {
        String[] bytes = mac.split(":", -1);
        int first = Integer.parseInt(bytes[0], 16) ^ 2;
        return "fe80::" + group(first, bytes[1]) + ":" + group(Integer.parseInt(bytes[2], 16), "ff") + ":"
                + group(0xfe, bytes[3]) + ":" + group(Integer.parseInt(bytes[4], 16), bytes[5]);
    }

    private static String group(int high, String low) {
        return Integer.toHexString(high << 8 | Integer.parseInt(low, 16));
    }
}
