package meta.core.reconcile.packet;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import meta.core.cni.CallFailedException;
import meta.core.cni.Failure;
import meta.core.kernel.KernelPort;
import meta.core.reconcile.packet.PlannedPackets.StepProbe;
import meta.netlink.Errno;
import meta.netlink.MacAddress;
import meta.netlink.packet.EthernetHeader;
import meta.netlink.packet.NdpFrame;
import meta.netlink.packet.PacketException;
import meta.netlink.packet.PacketSocket;
import meta.spi.Claim;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * Detects address conflicts on a LAN by probes.
 *
 * @param carrierTimeout the longest wait for a device's carrier
 * @param netns the path of the pod's namespace, for commands in logs and errors
 */
record Prober(KernelPort kernel, Duration carrierTimeout, String netns) {
    private static final Logger LOG = LogManager.getLogger(Prober.class);

    /**
     * Sends the probes and waits for answers as long as the plans demand, one device after another.
     *
     * @throws CallFailedException if another host has or probes for one of the addresses; if a device cannot be used or has no carrier in
     *     time; or if a frame cannot be sent or received
     * @throws meta.netlink.socket.NetlinkException as for {@link EthernetDevice#find}, or if a thread cannot enter or leave a namespace
     * @throws meta.netlink.message.MalformedMessageException as for {@link EthernetDevice#find}
     */
    void probe(List<StepProbe> probes) {
        List<StepProbe> left = new ArrayList<>(probes);
        while (!left.isEmpty()) {
            Claim first = left.getFirst().probe().claim();
            List<StepProbe> onOneLink = new ArrayList<>();
            for (StepProbe probe : left) {
                Claim claim = probe.probe().claim();
                if (claim.netns() == first.netns() && claim.device().equals(first.device())) {
                    onOneLink.add(probe);
                }
            }
            left.removeAll(onOneLink);
            probeOnOneLink(onOneLink);
        }
    }

    private void probeOnOneLink(List<StepProbe> probes) {
        StepProbe first = probes.getFirst();
        Claim claim = first.probe().claim();
        Optional<EthernetDevice> nic =
                EthernetDevice.findWithCarrier(claim.netns(), claim.device(), kernel, carrierTimeout);
        String problem = EthernetDevice.problem(nic, claim.device());
        if (nic.isEmpty() || !problem.isEmpty()) {
            throw failure(first, problem, Optional.empty());
        }
        if (nic.get().state() == EthernetDevice.State.WITHOUT_CARRIER) {
            throw failure(
                    first,
                    claim.device() + " has no carrier after " + carrierTimeout.toSeconds() + " s",
                    Optional.empty());
        }
        for (StepProbe probe : probes) {
            LOG.debug("{}: {}", probe.step(), PacketShellCommand.inShell(probe.probe(), netns));
        }
        Optional<ConflictingHost> conflicting;
        try (PacketSocket socket = kernel.packetSocket(claim.netns(), nic.get().index())) {
            joinGroups(socket, probes);
            long now = System.nanoTime();
            MacAddress own = nic.get().lladdr();
            List<ProbeSchedule> schedules = probes.stream()
                    .map(probe -> ProbeSchedule.of(probe.probe(), own, now))
                    .toList();
            conflicting = new ProbeSession(socket, own, schedules).run();
        } catch (PacketException e) {
            throw failure(first, String.valueOf(e.getMessage()), Optional.of(e.errno()));
        }
        if (conflicting.isPresent()) {
            ConflictingHost found = conflicting.get();
            throw new CallFailedException(
                    new Failure.AddressConflict(found.address().toString(), found.description()));
        }
    }

    /**
     * Joins the multicast groups to which other hosts send replies to IPv6 probes, and probes of their own. The kernel itself joins
     * the group of an address only if the device has the address.
     */
    private static void joinGroups(PacketSocket socket, List<StepProbe> probes) {
        boolean joined = false;
        for (StepProbe probe : probes) {
            Claim claim = probe.probe().claim();
            if (!claim.address().isIpv4()) {
                socket.join(EthernetHeader.group(NdpFrame.solicitedNode(claim.address())));
                if (!joined) {
                    socket.join(EthernetHeader.group(NdpFrame.ALL_NODES));
                }
                joined = true;
            }
        }
    }

    private CallFailedException failure(StepProbe probe, String reason, Optional<Errno> errno) {
        return new CallFailedException(new Failure.StepRejected(
                probe.step(), PacketShellCommand.inShell(probe.probe(), netns), reason, errno, "nothing was changed"));
    }
}
