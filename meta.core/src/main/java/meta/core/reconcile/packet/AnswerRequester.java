package meta.core.reconcile.packet;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import meta.core.cni.CallFailedException;
import meta.core.cni.Failure;
import meta.core.kernel.KernelPort;
import meta.core.reconcile.packet.PlannedPackets.StepExpect;
import meta.netlink.Errno;
import meta.netlink.IpAddress;
import meta.netlink.packet.PacketException;
import meta.netlink.packet.PacketSocket;
import meta.spi.Claim;
import meta.spi.Plan.IfSilent;
import meta.spi.net.Netns;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * Asks other hosts on a LAN to answer for their addresses, by ARP or neighbour solicitation. A missing answer is an error or a warning, as
 * the plan demands.
 *
 * @param timeout the longest wait for a device's carrier, and for each sender address
 * @param netns the path of the pod's namespace, for commands in logs and errors
 */
record AnswerRequester(KernelPort kernel, Duration timeout, String netns) {
    private static final Logger LOG = LogManager.getLogger(AnswerRequester.class);

    private record Link(Netns netns, String device) {
        static Link of(Claim claim) {
            return new Link(claim.netns(), claim.device());
        }
    }

    /**
     * Sends the requests and waits for the answers, one device after another.
     *
     * @throws CallFailedException if a required answer does not arrive, or cannot be requested or received
     * @throws meta.netlink.socket.NetlinkException as for {@link EthernetDevice#find}, or if a thread cannot enter or leave a namespace
     * @throws meta.netlink.message.MalformedMessageException if a reply of the kernel cannot be decoded
     */
    void ask(List<StepExpect> expected) {
        Map<Link, List<StepExpect>> byLink = new LinkedHashMap<>();
        for (StepExpect each : expected) {
            byLink.computeIfAbsent(Link.of(each.expect().claim()), _ -> new ArrayList<>())
                    .add(each);
        }
        byLink.forEach(this::askOnOneLink);
    }

    private void askOnOneLink(Link link, List<StepExpect> all) {
        Optional<EthernetDevice> nic = EthernetDevice.findWithCarrier(link.netns(), link.device(), kernel, timeout);
        String problem = EthernetDevice.problem(nic, link.device());
        if (nic.isPresent() && problem.isEmpty() && nic.get().state() == EthernetDevice.State.WITHOUT_CARRIER) {
            problem = link.device() + " has no carrier after " + timeout.toSeconds() + " s";
        }
        if (nic.isEmpty() || !problem.isEmpty()) {
            for (StepExpect each : all) {
                notAsked(each, problem, Optional.empty());
            }
            return;
        }
        try (PacketSocket socket = kernel.packetSocket(link.netns(), nic.get().index())) {
            Map<ProbeSchedule, StepExpect> schedules = schedules(nic.get(), all);
            List<ProbeSchedule> asked = List.copyOf(schedules.keySet());
            List<ProbeSchedule> unanswered = new AnswerSession(socket, nic.get().lladdr(), asked).unanswered();
            schedules.forEach((schedule, expected) -> {
                if (unanswered.contains(schedule)) {
                    notAnswered(expected);
                }
            });
        } catch (PacketException e) {
            for (StepExpect each : all) {
                notAsked(each, String.valueOf(e.getMessage()), Optional.of(e.errno()));
            }
        }
    }

    private Map<ProbeSchedule, StepExpect> schedules(EthernetDevice nic, List<StepExpect> expected) {
        Map<ProbeSchedule, StepExpect> schedules = new LinkedHashMap<>();
        for (StepExpect each : expected) {
            Claim claim = each.expect().claim();
            Optional<IpAddress> sender = SenderAddress.await(nic, claim.address(), kernel, timeout);
            if (sender.isPresent()) {
                LOG.debug("{}: {}", each.step(), PacketShellCommand.inShell(each.expect(), netns));
                long now = System.nanoTime();
                schedules.put(ProbeSchedule.of(each.expect(), nic.lladdr(), sender.get(), now), each);
            } else {
                String family = claim.address().isIpv4() ? "IPv4" : "IPv6";
                notAsked(each, claim.device() + " has no " + family + " address to ask from", Optional.empty());
            }
        }
        return schedules;
    }

    private void notAnswered(StepExpect silent) {
        String text = silent.step() + ": " + PacketShellCommand.inShell(silent.expect(), netns)
                + ": no host answers for " + silent.expect().claim().address();
        if (silent.expect().ifSilent() == IfSilent.FAIL) {
            throw new CallFailedException(new Failure.TryAgain(text + "; nothing was changed"));
        }
        LOG.warn("{}", text);
    }

    private void notAsked(StepExpect each, String reason, Optional<Errno> errno) {
        String command = PacketShellCommand.inShell(each.expect(), netns);
        if (each.expect().ifSilent() == IfSilent.FAIL) {
            throw new CallFailedException(
                    new Failure.StepRejected(each.step(), command, reason, errno, "nothing was changed"));
        }
        LOG.warn("{}: {}: {}", each.step(), command, reason);
    }
}
