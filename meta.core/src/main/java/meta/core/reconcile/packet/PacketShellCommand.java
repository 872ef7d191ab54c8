package meta.core.reconcile.packet;

import meta.netlink.unix.ShellWord;
import meta.spi.Claim;
import meta.spi.Plan;
import meta.spi.net.IpCommand;
import meta.spi.net.Netns;

/**
 * Prints a probe, an expected answer or an announcement as a similar command: {@code arping} (of iputils) for IPv4, {@code ndisc6} or
 * {@code ndsend} for IPv6.
 *
 * <p>The methods {@code of} put the namespace, {@code host} or {@code pod}, before the command. The methods {@code inShell} return a
 * command for a shell of the node; their parameter {@code netns} is the path of the pod's namespace.
 */
public final class PacketShellCommand {
    private PacketShellCommand() {}

    /** {@return the namespace and the command for a probe} */
    public static String of(Plan.Probe probe) {
        return place(probe.claim()) + command(probe);
    }

    /** {@return the namespace and the command for an announcement} */
    public static String of(Plan.Announce announce) {
        return place(announce.claim()) + command(announce);
    }

    /** {@return the command for a probe, for a shell of the node} */
    public static String inShell(Plan.Probe probe, String netns) {
        return IpCommand.inShell(command(probe), probe.claim().netns(), netns);
    }

    /** {@return the command for an announcement, for a shell of the node} */
    public static String inShell(Plan.Announce announce, String netns) {
        return IpCommand.inShell(command(announce), announce.claim().netns(), netns);
    }

    /** {@return the namespace and the command for an expected answer} */
    public static String of(Plan.Expect expect) {
        return place(expect.claim()) + command(expect);
    }

    /** {@return the command for an expected answer, for a shell of the node} */
    public static String inShell(Plan.Expect expect, String netns) {
        return IpCommand.inShell(command(expect), expect.claim().netns(), netns);
    }

    private static String command(Plan.Expect expect) {
        Claim claim = expect.claim();
        return claim.address().isIpv4()
                ? "arping -f -c " + expect.times() + " -I " + device(claim) + " " + claim.address()
                : "ndisc6 -1 -r " + expect.times() + " -w " + expect.interval().toMillis() + " " + claim.address() + " "
                        + device(claim);
    }

    private static String command(Plan.Probe probe) {
        Claim claim = probe.claim();
        return claim.address().isIpv4()
                ? "arping -D -c " + probe.times() + " -I " + device(claim) + " " + claim.address()
                : "ndisc6 -r " + probe.times() + " -w " + probe.interval().toMillis() + " " + claim.address() + " "
                        + device(claim);
    }

    private static String command(Plan.Announce announce) {
        Claim claim = announce.claim();
        return claim.address().isIpv4()
                ? "arping -U -c 1 -I " + device(claim) + " " + claim.address()
                : "ndsend " + claim.address() + " " + device(claim);
    }

    private static String device(Claim claim) {
        return new ShellWord(claim.device()).toString();
    }

    private static String place(Claim claim) {
        return claim.netns() == Netns.HOST ? "host " : "pod  ";
    }
}
