package meta.spi.net;

import static meta.spi.net.Netns.HOST;
import static meta.spi.net.Netns.POD;
import static org.assertj.core.api.Assertions.assertThat;

import meta.netlink.AddressFlags;
import meta.netlink.Family;
import meta.netlink.IpAddress;
import meta.netlink.MacAddress;
import meta.netlink.NudState;
import meta.netlink.Prefix;
import meta.netlink.RouteProtocol;
import meta.netlink.RouteScope;
import meta.netlink.RouteTable;
import meta.netlink.RuleAction;
import meta.netlink.testbed.NeedsRealKernel;
import meta.netlink.testbed.ScratchNamespaces;
import org.junit.jupiter.api.Test;

/**
 * Tests that the installed iproute2 and the kernel accept the commands that {@link IpCommand} returns for devices, addresses, rules,
 * neighbours and sysctls.
 */
@NeedsRealKernel
class IpCommandKernelTest {
    private static final RouteTable TABLE = RouteTable.of(200);

    @Test
    void aQueueHasTheDefaultLengthUntilItIsChanged(ScratchNamespaces net) {
        ShellOnHost shell = ShellOnHost.withVeth(net);
        assertThat(net.ipLine("-n " + shell.pod() + " link show veth0")).contains("qlen " + Link.DEFAULT_TXQUEUELEN);
        Link veth0 = ShellOnHost.veth().pod();
        shell.run(IpCommand.change(veth0, veth0.withTxqueuelen(5000)));
        assertThat(net.ipLine("-n " + shell.pod() + " link show veth0")).contains("qlen 5000");
        Link queued = Link.of(POD, "br1", "bridge", MacAddress.parse("0a:00:00:00:00:03"), 1500)
                .withTxqueuelen(10);
        shell.run(IpCommand.create(queued));
        assertThat(net.ipLine("-n " + shell.pod() + " link show br1")).contains("qlen 10");
    }

    @Test
    void aVethPairIsCreatedWithBothEndsUpAndDeletedAsOne(ScratchNamespaces net) {
        ShellOnHost shell = ShellOnHost.in(net);
        shell.run(IpCommand.create(ShellOnHost.veth()));
        assertThat(String.join("\n", shell.lines(HOST, "link show veth0123456789a")))
                .contains("mtu 1400", "state UP", "link/ether 0a:00:00:00:00:01", "alias it's made for $(eth0)");
        assertThat(String.join("\n", shell.lines(POD, "link show veth0")))
                .contains("mtu 1400", "state UP", "link/ether 0a:00:00:00:00:02");
        shell.run(IpCommand.remove(ShellOnHost.veth()));
        assertThat(shell.lines(POD, "-br link")).singleElement().asString().startsWith("lo ");
    }

    @Test
    void aLinkIsCreatedChangedAndDeleted(ScratchNamespaces net) {
        ShellOnHost shell = ShellOnHost.in(net);
        Link bridge = Link.of(POD, "br0.5", "bridge", MacAddress.parse("0a:00:00:00:00:05"), 1500)
                .withAlias("a bridge");
        Link changed = bridge.withAlias("").withMtu(1300).withUp(false);
        shell.run(IpCommand.create(bridge));
        assertThat(shell.lines(POD, "link show br0.5")).contains("alias a bridge");
        shell.run(IpCommand.change(bridge, changed));
        assertThat(String.join("\n", shell.lines(POD, "link show br0.5")))
                .contains("mtu 1300", "state DOWN")
                .doesNotContain("alias");
        shell.run(IpCommand.ensure(bridge));
        assertThat(shell.lines(POD, "link show br0.5")).contains("alias a bridge");
        shell.run(IpCommand.remove(bridge));
    }

    @Test
    void addressCommandsWorkInTheKernel(ScratchNamespaces net) {
        ShellOnHost shell = ShellOnHost.withVeth(net);
        shell.makes(
                Address.of(POD, "veth0", ip("10.7.0.9"), 16),
                "-o -4 addr",
                "2: veth0 inet 10.7.0.9/16 scope global veth0\\ valid_lft forever preferred_lft forever");
        Address quick = Address.of(POD, "veth0", ip("fd07::9"), 64).withoutDad();
        shell.makes(
                quick,
                "-o -6 addr",
                "2: veth0 inet6 fd07::9/64 scope global nodad \\ valid_lft forever preferred_lft forever");
        Address link = Address.of(
                POD,
                "veth0",
                ip("10.8.0.9"),
                16,
                RouteScope.LINK,
                AddressFlags.PERMANENT.with(AddressFlags.NO_PREFIX_ROUTE));
        shell.makes(
                link,
                "-o -4 addr",
                "2: veth0 inet 10.8.0.9/16 scope link noprefixroute veth0\\ valid_lft forever preferred_lft forever");
    }

    @Test
    void ruleCommandsWorkInTheKernel(ScratchNamespaces net) {
        ShellOnHost shell = ShellOnHost.in(net);
        shell.makes(
                Rule.from(Prefix.parse("10.6.0.9/32"), POD, TABLE, 1100),
                "-d rule",
                "1100: from 10.6.0.9 lookup 200 proto 109");
        shell.makes(
                Rule.to(Prefix.parse("fd00:96::/112"), POD, TABLE, 1000),
                "-d -6 rule",
                "1000: from all to fd00:96::/112 lookup 200 proto 109");
        shell.makes(
                Rule.to(Prefix.all(Family.IPV4), HOST, RouteTable.of(500), 1000),
                "-d rule",
                "1000: from all lookup 500 proto 109");
        shell.makes(
                Rule.to(Prefix.all(Family.IPV6), HOST, RouteTable.of(500), 1000),
                "-d -6 rule",
                "1000: from all lookup 500 proto 109");
        Rule prohibit = Rule.of(
                Rule.Key.of(
                        POD,
                        5,
                        Prefix.parse("10.0.0.0/8"),
                        Prefix.parse("10.6.0.0/16"),
                        RuleAction.PROHIBIT,
                        RouteTable.UNSPEC,
                        RuleSelectors.NONE),
                RouteProtocol.UNSPEC);
        shell.makes(prohibit, "rule", "5: from 10.0.0.0/8 to 10.6.0.0/16 prohibit");
        Rule ours = Rule.to(Prefix.all(Family.IPV4), HOST, RouteTable.of(500), 1000);
        shell.run(IpCommand.create(ours));
        shell.run(IpCommand.change(ours, Rule.of(ours.key(), RouteProtocol.KERNEL)));
        assertThat(shell.lines(HOST, "-d rule")).contains("1000: from all lookup 500 proto kernel");
        assertThat(shell.lines(HOST, "-d rule")).doesNotContain("1000: from all lookup 500 proto 109");
    }

    @Test
    void neighborCommandsWorkInTheKernel(ScratchNamespaces net) {
        ShellOnHost shell = ShellOnHost.withVeth(net);
        MacAddress mac = MacAddress.parse("0a:00:00:00:00:0f");
        shell.makes(
                Neighbor.permanent(POD, "veth0", ip("172.18.0.2"), mac),
                "neigh",
                "172.18.0.2 dev veth0 lladdr 0a:00:00:00:00:0f PERMANENT proto 109");
        shell.makes(
                Neighbor.permanent(HOST, "veth0123456789a", ip("fd00::9"), mac),
                "neigh",
                "fd00::9 dev veth0123456789a lladdr 0a:00:00:00:00:0f PERMANENT proto 109");
        Neighbor router = Neighbor.of(POD, "veth0", ip("fd00::1"), mac, NudState.NOARP, 0x90, RouteProtocol.STATIC);
        shell.makes(
                router, "neigh", "fd00::1 dev veth0 lladdr 0a:00:00:00:00:0f router extern_learn NOARP proto static");
        Neighbor ours = Neighbor.permanent(POD, "veth0", ip("172.18.0.2"), mac);
        shell.run(IpCommand.create(ours));
        shell.run(IpCommand.change(
                ours, Neighbor.of(POD, "veth0", ours.address(), mac, NudState.PERMANENT, 0, RouteProtocol.UNSPEC)));
        assertThat(shell.lines(POD, "neigh")).contains("172.18.0.2 dev veth0 lladdr 0a:00:00:00:00:0f PERMANENT");
    }

    @Test
    void sysctlCommandsWorkInTheKernel(ScratchNamespaces net) {
        ShellOnHost shell = ShellOnHost.in(net);
        shell.run(IpCommand.create(Link.of(POD, "br0.5", "bridge", MacAddress.parse("0a:00:00:00:00:05"), 1500)));
        shell.run(IpCommand.ensure(SysctlValue.of(POD, SysctlValue.ipv4("br0.5", "rp_filter"), "2")));
        shell.run(IpCommand.ensure(SysctlValue.of(POD, "net/ipv4/ip_local_port_range", "2000\t3000")));
        shell.run(IpCommand.ensure(SysctlValue.of(HOST, SysctlValue.ipv6("default", "accept_ra"), "0")));
        assertThat(sysctl(shell, shell.pod(), "net/ipv4/conf/br0.5/rp_filter")).isEqualTo("2");
        assertThat(sysctl(shell, shell.pod(), "net/ipv4/ip_local_port_range")).isEqualTo("2000\t3000");
        assertThat(sysctl(shell, shell.host(), "net/ipv6/conf/default/accept_ra"))
                .isEqualTo("0");
    }

    private static String sysctl(ShellOnHost shell, String namespace, String path) {
        return shell.net().exec(namespace, "cat", "/proc/sys/" + path).strip();
    }

    private static IpAddress ip(String text) {
        return IpAddress.parse(text);
    }
}
