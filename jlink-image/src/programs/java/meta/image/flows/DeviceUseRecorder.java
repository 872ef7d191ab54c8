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

/** Records through which devices of a pod packets come and go, with an nftables table in the pod. */
record DeviceUseRecorder(Namespace pod) {
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

    /** Starts to record. Must be called once, before {@link #seen}. */
    void watch() {
        Batch.nft(pod, RULES);
    }

    /**
     * The devices that packets have used.
     *
     * @param devices the names of the devices by the nftables set and the rest of the set's key, such as {@code in udp 20001} or {@code
     *     out4 10.0.0.1 10.0.0.2}
     */
    record Seen(Map<String, Set<String>> devices) {

        /**
         * {@return the devices that received packets with this source or destination port; if {@code in} is false, the devices that sent
         * such packets}
         *
         * @param protocol {@code tcp} or {@code udp}
         */
        Set<String> byPort(boolean in, String protocol, int port) {
            return devices.getOrDefault((in ? "in" : "out") + " " + protocol + " " + port, Set.of());
        }

        /**
         * {@return the devices that received echo requests and replies from {@code remote} for {@code own}; if {@code in} is false, the
         * devices that sent echo requests and replies from {@code own} to {@code remote}}
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

    /** {@return the devices that packets have used since {@link #watch}} */
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
