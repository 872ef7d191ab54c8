package meta.spi.net;

import static meta.spi.net.Netns.HOST;
import static meta.spi.net.Netns.POD;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import meta.netlink.IpAddress;
import meta.netlink.MacAddress;
import meta.netlink.testbed.ScratchNamespaces;

/**
 * A shell on a host with a pod. Two scratch namespaces stand for host and pod.
 *
 * @param host the name of the host's namespace
 * @param pod the name of the pod's namespace
 */
record ShellOnHost(ScratchNamespaces net, String host, String pod) {
    static ShellOnHost in(ScratchNamespaces net) {
        return new ShellOnHost(net, net.make("host"), net.make("pod"));
    }

    static ShellOnHost withVeth(ScratchNamespaces net) {
        ShellOnHost shell = in(net);
        shell.run(IpCommand.create(veth()));
        shell.run(IpCommand.create(Address.of(POD, "veth0", ip("10.6.0.9"), 16)));
        shell.run(IpCommand.create(Address.of(POD, "veth0", ip("fd00::9"), 64).withoutDad()));
        return shell;
    }

    void run(IpCommand command) {
        net.exec(host, "sh", "-c", command.inShell(pod));
    }

    /**
     * Asserts that the commands for the object work in the kernel: {@code show} prints the line {@code expected} after each command that creates the
     * object, and does not print it after the command that removes the object.
     */
    void makes(NetworkObject object, String show, String expected) {
        run(IpCommand.create(object));
        assertThat(lines(object.netns(), show)).contains(expected);
        if (!(object instanceof Rule)) { // ip has no verb that replaces a rule
            run(IpCommand.ensure(object));
            assertThat(lines(object.netns(), show)).contains(expected);
        }
        run(IpCommand.remove(object));
        assertThat(lines(object.netns(), show)).doesNotContain(expected);
    }

    List<String> lines(Netns netns, String show) {
        String shown = net.ipLine("-n " + (netns == HOST ? host : pod) + " " + show);
        return shown.lines().map(line -> line.strip().replaceAll("\\s+", " ")).toList();
    }

    static VethPair veth() {
        VethPair pair = VethPair.of(
                "veth0123456789a",
                MacAddress.parse("0a:00:00:00:00:01"),
                "veth0",
                MacAddress.parse("0a:00:00:00:00:02"),
                1400);
        return VethPair.of(pair.host().withAlias("it's made for $(eth0)"), pair.pod());
    }

    private static IpAddress ip(String text) {
        return IpAddress.parse(text);
    }
}
