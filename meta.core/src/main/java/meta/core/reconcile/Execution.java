package meta.core.reconcile;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import meta.core.kernel.Devices;
import meta.core.kernel.KernelPort;
import meta.core.reconcile.observe.OtherPods;
import meta.netlink.Errno;
import meta.netlink.IpAddress;
import meta.netlink.message.MalformedMessageException;
import meta.netlink.socket.NetlinkException;
import meta.netlink.socket.Reply;
import meta.netlink.socket.Request;
import meta.spi.net.Hop;
import meta.spi.net.Link;
import meta.spi.net.Netns;
import meta.spi.net.NetworkObject;
import meta.spi.net.Route;
import meta.spi.net.SysctlValue;
import meta.spi.net.VethPair;

/**
 * Hands batches of changes to the kernel, and finds a way where it refuses for a reason that is none: somebody has made the object
 * already, or an older kernel wants a route otherwise.
 */
final class Execution {
    private static final int ROUNDS = 3;
    private static final Errno EBADMSG = Errno.of(74);

    private final KernelPort kernel;
    private final IndexResolver indexes;

    /** The devices that were made here. */
    private final Set<String> made = new HashSet<>();

    Execution(KernelPort kernel) {
        this.kernel = kernel;
        indexes = new IndexResolver(kernel);
    }

    /** {@return the outcome of each change of a {@linkplain Batches batch}, in their order} */
    List<ChangeResult> make(List<Change> batch) {
        if (batch.getFirst().object() instanceof SysctlValue) {
            return List.of(setting(batch.getFirst()));
        }
        List<Change> tried = new ArrayList<>(batch);
        List<ChangeResult> outcomes = new ArrayList<>(send(tried));
        for (int round = 1; round < ROUNDS && findWays(tried, outcomes); round++) {
            tryAgain(tried, outcomes);
        }
        List<ChangeResult> ofBatch = new ArrayList<>();
        for (int i = 0; i < outcomes.size(); i++) {
            ofBatch.add(outcomes.get(i).of(batch.get(i)));
        }
        return ofBatch;
    }

    private ChangeResult setting(Change change) {
        String device = SysctlChange.device((SysctlValue) change.object());
        try {
            return new SysctlChange(kernel, change, made.contains(device)).make();
        } catch (NetlinkException e) {
            return new ChangeResult.Refused(change, refusal(e));
        }
    }

    /** {@return whether there is another way for a change that was refused; it then stands in the place of that one} */
    private boolean findWays(List<Change> tried, List<ChangeResult> outcomes) {
        ExistingObjects existing = new ExistingObjects(kernel, indexes);
        boolean found = false;
        for (int i = 0; i < tried.size(); i++) {
            if (outcomes.get(i) instanceof ChangeResult.Refused(Change change, Reply.Rejected reply)) {
                Optional<Change> way = way(change, reply.errno(), existing);
                Optional<Link> holder = way.flatMap(this::anotherPod);
                if (holder.isPresent()) {
                    outcomes.set(i, new ChangeResult.Refused(change, held(reply, holder.get())));
                } else if (way.isPresent() && isFulfilled(way.get())) {
                    outcomes.set(i, new ChangeResult.AlreadySo(change));
                } else if (way.isPresent()) {
                    tried.set(i, way.get());
                    found = true;
                }
            }
        }
        return found;
    }

    private static Optional<Change> way(Change change, Errno errno, ExistingObjects existing) {
        if (errno.equals(Errno.EEXIST) && change instanceof Change.Create create) {
            return existing.find(create.after())
                    .map(found -> new Change.Replace(create.step(), create.reason(), found, create.after()));
        }
        if (errno.equals(Errno.EEXIST) && change instanceof Change.Replace replace) {
            return existing.find(replace.after()) // made already, by requests of which the answer was lost
                    .filter(replace.after()::equals)
                    .map(found -> new Change.Replace(replace.step(), replace.reason(), found, replace.after()));
        }
        return errno.equals(Errno.EINVAL) ? withoutSource(change) : Optional.empty();
    }

    /** {@return the host's end of another pod that has an address and would lose its route, as where two calls come at the same time} */
    private Optional<Link> anotherPod(Change way) {
        if (way instanceof Change.Replace(String _, String _, Route before, Route after)
                && way.netns() == Netns.HOST
                && before.destination().isSingle()
                && !before.hops().equals(after.hops())) {
            for (Hop hop : before.hops()) {
                Optional<Link> holder =
                        new OtherPods(kernel).holder(before.destination().address(), hop.device());
                if (holder.isPresent()) {
                    return holder;
                }
            }
        }
        return Optional.empty();
    }

    private static Reply.Rejected held(Reply.Rejected reply, Link holder) {
        return new Reply.Rejected(reply.errno(), OtherPods.inWords(holder) + " has this address", reply.offset());
    }

    private static boolean isFulfilled(Change change) {
        return change instanceof Change.Replace replace && replace.before().equals(replace.after());
    }

    /**
     * Older kernels take no IPv6 source that another device has, and none takes one while it is tentative. They get the route without.
     */
    private static Optional<Change> withoutSource(Change change) {
        return switch (change) {
            case Change.Create create ->
                withoutSource(create.after()).map(after -> new Change.Create(create.step(), create.reason(), after));
            case Change.Replace replace ->
                withoutSource(replace.after())
                        .map(after -> new Change.Replace(replace.step(), replace.reason(), replace.before(), after));
            case Change.Delete _ -> Optional.empty();
        };
    }

    private static Optional<NetworkObject> withoutSource(NetworkObject object) {
        boolean sourced = object instanceof Route route
                && !route.source().isIpv4()
                && !route.source().isUnspecified();
        return sourced && object instanceof Route route
                ? Optional.of(route.withSource(
                        IpAddress.unspecified(route.destination().family())))
                : Optional.empty();
    }

    /** Sends all that was refused once more: what stands behind a change for which there is a way may have been refused for want of it. */
    private void tryAgain(List<Change> tried, List<ChangeResult> outcomes) {
        List<Integer> places = new ArrayList<>();
        List<Change> changes = new ArrayList<>();
        for (int i = 0; i < tried.size(); i++) {
            if (outcomes.get(i) instanceof ChangeResult.Refused) {
                places.add(i);
                changes.add(tried.get(i));
            }
        }
        List<ChangeResult> again = send(changes);
        for (int i = 0; i < places.size(); i++) {
            outcomes.set(places.get(i), again.get(i));
        }
    }

    private List<ChangeResult> send(List<Change> changes) {
        List<Attempt> attempts = new ArrayList<>();
        try {
            Netns netns = changes.getFirst().netns();
            Devices devices = indexes.named(netns, devices(changes));
            for (Change change : changes) {
                attempts.add(new Attempt(ChangeRequests.of(change, devices, kernel)));
            }
        } catch (NetlinkException | MalformedMessageException e) {
            return refused(changes, refusal(e));
        }
        int stages = attempts.stream().mapToInt(Attempt::stages).max().orElse(0);
        for (int stage = 0; stage < stages; stage++) {
            send(stage, attempts);
        }
        if (isOfLinks(changes)) {
            indexes.forget();
            changes.forEach(this::note);
        }
        List<ChangeResult> outcomes = new ArrayList<>();
        for (Attempt attempt : attempts) {
            outcomes.add(attempt.outcome());
        }
        return outcomes;
    }

    private void note(Change change) {
        if (change instanceof Change.Create(String _, String _, Link link)) {
            made.add(link.name());
        } else if (change instanceof Change.Create(String _, String _, VethPair pair)) {
            made.add(pair.host().name());
            made.add(pair.pod().name());
        }
    }

    private Set<String> devices(List<Change> changes) {
        Set<String> names = new LinkedHashSet<>();
        for (Change change : changes) {
            if (kernel.has(change.netns())) {
                names.addAll(ChangeRequests.devices(change));
            }
        }
        return names;
    }

    /** All changes of a batch have their requests of one stage in the same namespace. */
    private void send(int stage, List<Attempt> attempts) {
        Netns netns = Netns.HOST;
        List<Request> requests = new ArrayList<>();
        List<Attempt> whose = new ArrayList<>();
        for (Attempt attempt : attempts) {
            ChangeRequests.Stage next = attempt.stage(stage);
            for (Request request : next.requests()) {
                netns = next.netns();
                requests.add(request);
                whose.add(attempt);
            }
        }
        if (requests.isEmpty()) {
            return;
        }
        try {
            List<Reply> replies = kernel.send(netns, requests);
            for (int i = 0; i < replies.size(); i++) {
                whose.get(i).take(requests.get(i), replies.get(i));
            }
        } catch (NetlinkException | MalformedMessageException e) {
            for (Attempt attempt : whose) {
                attempt.lose(refusal(e));
            }
        }
    }

    private static Reply.Rejected refusal(RuntimeException e) {
        Errno errno = e instanceof NetlinkException failed ? failed.errno() : EBADMSG;
        return new Reply.Rejected(errno, String.valueOf(e.getMessage()), 0);
    }

    private static List<ChangeResult> refused(List<Change> changes, Reply.Rejected reply) {
        List<ChangeResult> outcomes = new ArrayList<>();
        for (Change change : changes) {
            outcomes.add(new ChangeResult.Refused(change, reply));
        }
        return outcomes;
    }

    private static boolean isOfLinks(List<Change> changes) {
        NetworkObject object = changes.getFirst().object();
        return object instanceof Link || object instanceof VethPair;
    }
}
