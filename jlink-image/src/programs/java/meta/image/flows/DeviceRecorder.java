package meta.image.flows;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import meta.image.topology.Batch;
import meta.image.topology.Command;
import meta.image.topology.Namespace;

/** Records which of a pod's devices packets use, with nftables in the pod. */
record DeviceRecorder(Namespace pod) {
    private static final Pattern ENTRY = Pattern.compile("\"([^\"]+)\" \\. (\\S+) \\. ([^\\s,}]+)");

    private static final String RULES = """
            table inet flows {
              set in { typeof meta iifname . meta l4proto . th dport; flags dynamic; size 65535; }
              set out { typeof meta oifname . meta l4proto . th dport; flags dynamic; size 65535; }
              set in4 { typeof meta iifname . ip saddr . ip daddr; flags dynamic; size 65535; }
              set out4 { typeof meta oifname . ip saddr . ip daddr; flags dynamic; size 65535; }
              set in6 { typeof meta iifname . ip6 saddr . ip6 daddr; flags dynamic; size 65535; }
              set out6 { typeof meta oifname . ip6 saddr . ip6 daddr; flags dynamic; size 65535; }
              chain before {
                type filter hook prerouting priority -300;
                meta l4proto { tcp, udp } update @in { meta iifname . meta l4proto . th dport }
                meta l4proto { tcp, udp } update @in { meta iifname . meta l4proto . th sport }
                icmp type { echo-request, echo-reply } update @in4 { meta iifname . ip saddr . ip daddr }
                icmpv6 type { echo-request, echo-reply } update @in6 { meta iifname . ip6 saddr . ip6 daddr }
              }
              chain after {
                type filter hook postrouting priority 300;
                meta l4proto { tcp, udp } update @out { meta oifname . meta l4proto . th dport }
                meta l4proto { tcp, udp } update @out { meta oifname . meta l4proto . th sport }
                icmp type { echo-request, echo-reply } update @out4 { meta oifname . ip saddr . ip daddr }
                icmpv6 type { echo-request, echo-reply } update @out6 { meta oifname . ip6 saddr . ip6 daddr }
              }
            }
            """;

    void watch() {
        Batch.nft(pod, RULES);
    }

    /** @param devices by nftables set and key */
    record Seen(Map<String, Set<String>> devices) {

        /**
         * {@return the devices through which packets with this port were received, or sent if {@code in} is false}
         *
         * @param protocol {@code tcp} or {@code udp}
         */
        Set<String> byPort(boolean in, String protocol, int port) {
            return devices.getOrDefault((in ? "in" : "out") + " " + protocol + " " + port, Set.of());
        }

        /**
         * {@return the devices through which echo requests and replies between these addresses were received, or sent if {@code in} is
         * false}
         */
        Set<String> byAddress(boolean in, Family family, Collection<String> remote, Collection<String> own) {
            String set = (in ? "in" : "out") + family.of("4", "6");
            Set<String> found = new HashSet<>();
            for (String other : remote) {
                for (String address : own) {
                    String key = in ? other + " " + address : address + " " + other;
                    found.addAll(devices.getOrDefault(set + " " + key, Set.of()));
                }
            }
            return found;
        }
    }

    /** {@return the devices used since {@link #watch}} */
    Seen seen() {
        Map<String, Set<String>> devices = new HashMap<>();
        for (String set : List.of("in", "out", "in4", "out4", "in6", "out6")) {
            String text = Command.of("nft", "list", "set", "inet", "flows", set)
                    .in(pod)
                    .run()
                    .text();
            Matcher entry = ENTRY.matcher(text);
            while (entry.find()) {
                String key = set + " " + entry.group(2) + " " + entry.group(3);
                devices.computeIfAbsent(key, _ -> new HashSet<>()).add(entry.group(1));
            }
        }
        return new Seen(devices);
    }
}
