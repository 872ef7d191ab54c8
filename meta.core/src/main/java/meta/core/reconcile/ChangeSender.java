package meta.core.reconcile;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import meta.core.kernel.Devices;
import meta.core.kernel.KernelPort;
import meta.netlink.socket.Reply;
import meta.netlink.socket.Request;
import meta.spi.net.Link;
import meta.spi.net.Netns;
import meta.spi.net.NetworkObject;
import meta.spi.net.VethPair;
import org.jspecify.annotations.Nullable;

/**
 * Sends the requests for changes. A failed socket or an invalid reply causes no exception. If it concerns the lookup of devices, the
 * changes count as rejected. Otherwise, the sent changes count as partly applied.
 */
final class ChangeSender {
    private final KernelPort kernel;
    private final IndexResolver indexes;
    private final Set<String> created = new HashSet<>();

    ChangeSender(KernelPort kernel, IndexResolver indexes) {
        this.kernel = kernel;
        this.indexes = indexes;
    }

    /** {@return whether this sender has tried to create a device with this name, in any namespace} */
    boolean hasCreated(String device) {
        return created.contains(device);
    }

    /**
     * {@return the result of each change, in the order of the changes}
     *
     * @param changes at least one change; all from one batch of {@link Batches}, or alternatives to them
     */
    List<ChangeResult> send(List<Change> changes) {
        List<InFlight> all = new ArrayList<>();
        try {
            Netns netns = changes.getFirst().netns();
            Devices devices = indexes.named(netns, devices(changes));
            for (Change change : changes) {
                all.add(new InFlight(ChangeRequests.of(change, devices, kernel)));
            }
        } catch (RuntimeException e) {
            return rejected(changes, ErrnoPolicy.withoutAnswer(e));
        }
        int stages = all.stream().mapToInt(InFlight::stages).max().orElse(0);
        for (int stage = 0; stage < stages; stage++) {
            send(stage, all);
        }
        if (isOfLinks(changes)) {
            indexes.forget();
            changes.forEach(this::noteCreated);
        }
        return all.stream().map(InFlight::result).toList();
    }

    private void send(int stage, List<InFlight> all) {
        Netns netns = Netns.HOST;
        List<Request> requests = new ArrayList<>();
        List<InFlight> senders = new ArrayList<>();
        for (InFlight each : all) {
            ChangeRequests.Stage next = each.stage(stage);
            for (Request request : next.requests()) {
                netns = next.netns();
                requests.add(request);
                senders.add(each);
            }
        }
        if (requests.isEmpty()) {
            return;
        }
        try {
            List<Reply> replies = kernel.send(netns, requests);
            for (int i = 0; i < replies.size(); i++) {
                senders.get(i).take(requests.get(i), replies.get(i));
            }
        } catch (RuntimeException e) {
            senders.forEach(each -> each.failWithoutReply(ErrnoPolicy.withoutAnswer(e)));
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

    private void noteCreated(Change change) {
        if (change instanceof Change.Create(String _, String _, Link link)) {
            created.add(link.name());
        } else if (change instanceof Change.Create(String _, String _, VethPair pair)) {
            created.add(pair.host().name());
            created.add(pair.pod().name());
        }
    }

    private static boolean isOfLinks(List<Change> changes) {
        NetworkObject object = changes.getFirst().object();
        return object instanceof Link || object instanceof VethPair;
    }

    private static List<ChangeResult> rejected(List<Change> changes, Reply.Rejected reply) {
        List<ChangeResult> results = new ArrayList<>();
        changes.forEach(change -> results.add(new ChangeResult.Rejected(change, reply)));
        return results;
    }

    private static final class InFlight {
        private final ChangeRequests wanted;
        private boolean begun;
        private Reply.@Nullable Rejected rejection;

        InFlight(ChangeRequests wanted) {
            this.wanted = wanted;
            rejection = wanted.problem().orElse(null);
        }

        int stages() {
            return wanted.stages().size();
        }

        /** {@return the stage with this number; without requests if the change was rejected or has no such stage} */
        ChangeRequests.Stage stage(int number) {
            boolean nothing = rejection != null || number >= stages();
            return nothing
                    ? new ChangeRequests.Stage(wanted.change().netns(), List.of())
                    : wanted.stages().get(number);
        }

        void take(Request request, Reply reply) {
            switch (reply) {
                case Reply.Acknowledged _ -> begun = true;
                case Reply.Rejected rejected -> {
                    if (!ErrnoPolicy.isGoneAlready(request, rejected.errno())) {
                        reject(rejected);
                    }
                }
            }
        }

        /** Records that no valid reply arrived. The kernel may have processed the requests. */
        void failWithoutReply(Reply.Rejected why) {
            begun = true;
            reject(why);
        }

        private void reject(Reply.Rejected why) {
            if (rejection == null) {
                rejection = why;
            }
        }

        ChangeResult result() {
            Change change = wanted.change();
            if (rejection == null) {
                return begun ? new ChangeResult.Applied(change, change) : new ChangeResult.Unchanged(change);
            }
            return begun
                    ? new ChangeResult.PartlyApplied(change, change, rejection)
                    : new ChangeResult.Rejected(change, rejection);
        }
    }
}
