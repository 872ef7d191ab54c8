package meta.core.reconcile.packet;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import meta.core.cni.CallFailedException;
import meta.core.cni.Failure;
import meta.core.kernel.KernelPort;
import meta.core.reconcile.packet.LinkMessenger.Asked;
import meta.netlink.packet.EthernetHeader;
import meta.netlink.packet.NdpFrame;
import meta.netlink.packet.PacketException;
import meta.netlink.packet.PacketSocket;
import meta.spi.Claim;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * Asks whether anybody else has an address. What is asked on one link is asked at the same time, whatever the family.
 *
 * @param kernel where the devices are
 * @param patience how long to wait for a device's carrier
 * @param netns the path of the pod's namespace, for commands that can be pasted
 */
record Prober(KernelPort kernel, Duration patience, String netns) {
    private static final Logger LOG = LogManager.getLogger(Prober.class);

    /**
     * Asks, one link after the other.
     *
     * @throws CallFailedException where somebody has one of the addresses, or asks for it too, or nobody can be asked
     */
    void ask(List<Asked> probes) {
        List<Asked> left = new ArrayList<>(probes);
        while (!left.isEmpty()) {
            Claim first = left.getFirst().probe().claim();
            List<Asked> onOneLink = new ArrayList<>();
            for (Asked asked : left) {
                Claim claim = asked.probe().claim();
                if (claim.netns() == first.netns() && claim.device().equals(first.device())) {
                    onOneLink.add(asked);
                }
            }
            left.removeAll(onOneLink);
            askOnOneLink(onOneLink);
        }
    }

    private void askOnOneLink(List<Asked> probes) {
        Asked first = probes.getFirst();
        Claim claim = first.probe().claim();
        Nic nic = Nic.find(claim.netns(), claim.device(), kernel, patience)
                .orElseThrow(() -> failure(first, "there is no device " + claim.device() + " of Ethernet"));
        switch (nic.state()) {
            case DOWN -> throw failure(first, claim.device() + " is down");
            case WITHOUT_CARRIER ->
                throw failure(first, claim.device() + " has no carrier after " + patience.toSeconds() + " s");
            case READY -> {}
        }
        for (Asked asked : probes) {
            LOG.debug("{}: {}", asked.step(), PacketLine.inShell(asked.probe(), netns));
        }
        Optional<ConflictingHost> objection;
        try (PacketSocket socket = kernel.packetSocket(claim.netns(), nic.index())) {
            objection = new ProbeSession(socket, nic.lladdr(), joined(socket, probes)).run();
        } catch (PacketException e) {
            throw failure(first, String.valueOf(e.getMessage()));
        }
        if (objection.isPresent()) {
            ConflictingHost raised = objection.get();
            throw new CallFailedException(
                    new Failure.AddressConflict(raised.address().toString(), raised.inWords()));
        }
    }

    /** A device whose IPv6 is off listens to no group; and none listens to that of an address that it has not. */
    private static List<ProbeSchedule> joined(PacketSocket socket, List<Asked> probes) {
        List<ProbeSchedule> turns = new ArrayList<>();
        boolean joined = false;
        for (Asked asked : probes) {
            Claim claim = asked.probe().claim();
            if (!claim.address().isIpv4()) {
                socket.join(EthernetHeader.group(NdpFrame.solicitedNode(claim.address())));
                if (!joined) {
                    socket.join(EthernetHeader.group(NdpFrame.ALL_NODES)); // where answers to a probe go
                }
                joined = true;
            }
            turns.add(new ProbeSchedule(asked.probe()));
        }
        return turns;
    }

    private CallFailedException failure(Asked asked, String reason) {
        return new CallFailedException(new Failure.StepRefused(
                asked.step(), PacketLine.inShell(asked.probe(), netns), reason, "nothing was changed"));
    }
}
