package meta.spi.testkit;

import java.util.ArrayList;
import java.util.List;
import meta.netlink.IpAddress;
import meta.netlink.MacAddress;
import meta.spi.Claim;
import meta.spi.Plan.Announce;
import meta.spi.Plan.Conflict;
import meta.spi.Plan.Expect;
import meta.spi.Plan.IfSilent;
import meta.spi.Plan.Item;
import meta.spi.Plan.Probe;
import meta.spi.net.Netns;
import meta.spi.option.GoDuration;

/**
 * Converts probes, expected answers, conflicts and announcements to lines and back, such as {@code pod probe 10.6.0.9 dev eth0 times 3 interval 1s}.
 */
final class PacketText {
    private PacketText() {}

    static String print(Probe probe) {
        StringBuilder line = new StringBuilder(netns(probe.claim().netns())).append("probe ");
        line.append(claim(probe.claim())).append(" times ").append(probe.times());
        line.append(" interval ").append(new GoDuration(probe.interval()));
        for (MacAddress own : probe.ours()) {
            line.append(" ours ").append(own);
        }
        return line.toString();
    }

    static String print(Expect expect) {
        String line = netns(expect.claim().netns()) + "expect " + claim(expect.claim()) + " times " + expect.times()
                + " interval " + new GoDuration(expect.interval());
        return expect.ifSilent() == IfSilent.WARN ? line + " or-warn" : line;
    }

    static String print(Announce announce) {
        return netns(announce.claim().netns()) + "announce " + claim(announce.claim());
    }

    static String print(Conflict conflict) {
        return netns(Netns.POD) + "conflict " + conflict.address() + " owner " + ShellLine.quoted(conflict.owner());
    }

    private static String netns(Netns netns) {
        return netns == Netns.HOST ? "host " : "pod  ";
    }

    private static String claim(Claim claim) {
        return claim.address() + " dev " + ShellLine.quoted(claim.device());
    }

    static Item probe(Netns netns, Line line) {
        Claim claim = claim(netns, line);
        int times = accept("times", line).number("a number");
        GoDuration interval = accept("interval", line).next("a length of time", GoDuration::parse);
        List<MacAddress> ours = new ArrayList<>();
        while (line.hasNext()) {
            ours.add(accept("ours", line).next("a MAC address", MacAddress::parse));
        }
        return new Probe(claim, times, interval.value(), ours, line.reason());
    }

    static Item expect(Netns netns, Line line) {
        Claim claim = claim(netns, line);
        int times = accept("times", line).number("a number");
        GoDuration interval = accept("interval", line).next("a length of time", GoDuration::parse);
        IfSilent ifSilent = line.accept("or-warn") ? IfSilent.WARN : IfSilent.FAIL;
        return new Expect(claim, times, interval.value(), ifSilent, line.reason());
    }

    static Item announce(Netns netns, Line line) {
        return new Announce(claim(netns, line), line.reason());
    }

    static Item conflict(Line line) {
        IpAddress address = line.next("an address", IpAddress::parse);
        return new Conflict(address, accept("owner", line).next("an owner"), line.reason());
    }

    private static Claim claim(Netns netns, Line line) {
        IpAddress address = line.next("an address", IpAddress::parse);
        return Claim.of(netns, accept("dev", line).next("a device's name"), address);
    }

    private static Line accept(String word, Line line) {
        if (!line.accept(word)) {
            throw line.error("lacks the word " + word);
        }
        return line;
    }
}
