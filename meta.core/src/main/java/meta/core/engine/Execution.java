package meta.core.engine;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import meta.core.kernel.Devices;
import meta.core.kernel.KernelPort;
import meta.netlink.Errno;
import meta.netlink.IpAddress;
import meta.netlink.message.LinkMessage;
import meta.netlink.message.NetlinkMessage;
import meta.netlink.socket.NetlinkException;
import meta.netlink.socket.Reply;
import meta.netlink.socket.Request;
import meta.spi.net.Netns;
import meta.spi.net.Route;
import meta.spi.net.SysctlValue;

/** Hands batches of changes to the kernel, one system call for each namespace, and keeps the indexes of the devices that they name. */
final class Execution {
    private final KernelPort kernel;
    private final Map<Netns, Devices> devices = new EnumMap<>(Netns.class);

    Execution(KernelPort kernel) {
        this.kernel = kernel;
        for (Netns netns : Netns.values()) {
            devices.put(netns, new Devices());
        }
    }

    /** {@return the outcome of each change, in their order} */
    List<Outcome> make(List<Change> batch) {
        if (batch.getFirst().object() instanceof SysctlValue) {
            return batch.stream().map(this::set).toList();
        }
        List<Outcome> outcomes = send(batch);
        List<Change> again = withoutForeignSources(outcomes);
        return again.isEmpty() ? outcomes : merged(outcomes, send(again));
    }

    private Outcome set(Change change) {
        return switch (change) {
            case Change.Delete _ -> Outcome.of(change, new Reply.Accepted(List.of())); // it goes with its device
            case Change.Replace(String _, String _, var _, SysctlValue after) -> set(change, change, after);
            case Change.Create(String step, String reason, SysctlValue after) ->
                set(change, observed(step, reason, after).orElse(change), after);
            case Change.Create _, Change.Replace _ -> throw new IllegalArgumentException("no setting: " + change);
        };
    }

    /** A setting that nobody has asked about must still be put back as it was if all is taken back. */
    private Optional<Change> observed(String step, String reason, SysctlValue after) {
        for (SysctlValue before : kernel.readSysctls(after.netns(), List.of(after.path()))) {
            return Optional.of(new Change.Replace(step, reason, before, after));
        }
        return Optional.empty();
    }

    private Outcome set(Change change, Change made, SysctlValue wanted) {
        Reply reply = kernel.writeSysctl(wanted);
        boolean vanished = reply instanceof Reply.Refused refused
                && refused.errno().equals(Errno.ENOENT)
                && wanted.path().contains("/conf/");
        return vanished
                ? Outcome.of(change, new Reply.Accepted(List.of())) // with its device, and so nothing is wrong
                : new Outcome(change, made, reply, false);
    }

    private List<Outcome> send(List<Change> batch) {
        List<ChangeRequests> wanted = new ArrayList<>();
        for (Netns netns : Netns.values()) {
            learn(netns, batch);
        }
        for (Change change : batch) {
            wanted.add(ChangeRequests.of(change, devices, kernel));
        }
        Map<ChangeRequests, Reply> refused = new IdentityHashMap<>();
        boolean uncertain = false;
        for (Netns netns : Netns.values()) {
            uncertain |= !send(netns, wanted, refused);
        }
        List<Outcome> outcomes = new ArrayList<>();
        for (ChangeRequests each : wanted) {
            Reply reply = refused.getOrDefault(each, new Reply.Accepted(List.of()));
            outcomes.add(new Outcome(each.change(), each.change(), reply, uncertain));
        }
        return outcomes;
    }

    /** {@return whether the kernel's answers have come} */
    private boolean send(Netns netns, List<ChangeRequests> wanted, Map<ChangeRequests, Reply> refused) {
        List<Request> requests = new ArrayList<>();
        List<ChangeRequests> whose = new ArrayList<>();
        for (ChangeRequests each : wanted) {
            if (refused.containsKey(each)) {
                continue; // the other end was not made
            }
            if (each.problem().isPresent()) {
                refused.put(each, each.problem().get());
                continue;
            }
            for (Request request : each.in(netns)) {
                requests.add(request);
                whose.add(each);
            }
        }
        if (requests.isEmpty()) {
            return true;
        }
        try {
            List<Reply> replies = kernel.send(netns, requests);
            for (int i = 0; i < replies.size(); i++) {
                if (replies.get(i) instanceof Reply.Refused refusal) {
                    refused.putIfAbsent(whose.get(i), refusal);
                }
            }
            return true;
        } catch (NetlinkException e) {
            refused.putIfAbsent(whose.getFirst(), new Reply.Refused(e.errno(), String.valueOf(e.getMessage()), 0));
            return false;
        }
    }

    /** Asks for the indexes of the devices that are not known yet, all at once. */
    private void learn(Netns netns, List<Change> batch) {
        Devices known = devices.get(netns);
        Set<String> names = new LinkedHashSet<>();
        for (Change change : batch) {
            for (String name : ChangeRequests.devices(change)) {
                if (change.netns() == netns && known != null && !known.knows(name)) {
                    names.add(name);
                }
            }
        }
        if (names.isEmpty() || known == null) {
            return;
        }
        List<Request> requests = new ArrayList<>();
        for (String name : names) {
            requests.add(Request.get(LinkMessage.named(name)));
        }
        for (Reply reply : kernel.send(netns, requests)) {
            if (reply instanceof Reply.Accepted(List<NetlinkMessage> answers)) {
                for (NetlinkMessage answer : answers) {
                    if (answer instanceof LinkMessage link) {
                        known.add(link);
                    }
                }
            }
        }
    }

    /**
     * Older kernels take no IPv6 source that belongs to another device, and none takes one that is still tentative. They get such a
     * route without it; and what was refused because that route was missing gets a second try.
     */
    private static List<Change> withoutForeignSources(List<Outcome> outcomes) {
        List<Change> again = new ArrayList<>();
        boolean changed = false;
        for (Outcome outcome : outcomes) {
            if (outcome.reply() instanceof Reply.Refused(Errno errno, String _, int _) && !outcome.uncertain()) {
                Change other = errno.equals(Errno.EINVAL) ? withoutSource(outcome.change()) : outcome.change();
                changed |= !other.equals(outcome.change());
                again.add(other);
            }
        }
        return changed ? again : List.of();
    }

    private static Change withoutSource(Change change) {
        return switch (change) {
            case Change.Create(String step, String reason, Route route)
            when hasIpv6Source(route) ->
                new Change.Create(
                        step,
                        reason,
                        route.withSource(
                                IpAddress.unspecified(route.destination().family())));
            case Change.Create _, Change.Replace _, Change.Delete _ -> change;
        };
    }

    private static boolean hasIpv6Source(Route route) {
        return !route.source().isIpv4() && !route.source().isUnspecified();
    }

    private static List<Outcome> merged(List<Outcome> first, List<Outcome> second) {
        List<Outcome> merged = new ArrayList<>();
        int next = 0;
        for (Outcome outcome : first) {
            if (outcome.reply() instanceof Reply.Refused) {
                Outcome retried = second.get(next++);
                merged.add(new Outcome(outcome.change(), retried.made(), retried.reply(), retried.uncertain()));
            } else {
                merged.add(outcome);
            }
        }
        return merged;
    }
}
