package meta.core.call;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import meta.core.cni.CallFailedException;
import meta.core.cni.CniResult;
import meta.core.kernel.KernelPort;
import meta.core.plugin.Pipeline;
import meta.core.reconcile.Change;
import meta.core.reconcile.Changes;
import meta.core.reconcile.Engine;
import meta.core.reconcile.IpLine;
import meta.core.reconcile.RejectedChange;
import meta.core.reconcile.RemoveResult;
import meta.core.reconcile.observe.Observer;
import meta.core.reconcile.observe.PeerAddresses;
import meta.netlink.Errno;
import meta.netlink.Family;
import meta.netlink.IpAddress;
import meta.spi.Attachment;
import meta.spi.PodTables;
import meta.spi.Question;
import meta.spi.Snapshot;
import meta.spi.net.Address;
import meta.spi.net.Link;
import meta.spi.net.Netns;
import meta.spi.net.Route;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * Takes away what ADD has made for an attachment, by the marks that it carries and by nothing else: no configuration is needed, and what
 * is gone already is no error (CNI spec 1.1.0 "DEL").
 */
public final class Del {
    static final String STEP = "DEL";
    private static final List<Errno> IMPOSSIBLE = List.of(Errno.EINVAL, Errno.ENETUNREACH, Errno.EHOSTUNREACH);
    private static final Logger LOG = LogManager.getLogger(Del.class);

    private Del() {}

    /**
     * Takes away what is still there.
     *
     * @param attachment which NIC of which pod
     * @param previous what is known of the NIC's addresses; {@link CniResult#NOTHING} where nothing is
     * @param pipeline the steps, which know by what names a link of theirs can be found
     * @param kernel both namespaces, or the host's alone where the pod's is gone
     * @throws CallFailedException where the kernel refuses a change; what depends on it is left, and the next DEL finds it
     */
    public static void run(Attachment attachment, CniResult previous, Pipeline pipeline, KernelPort kernel) {
        Set<IpAddress> addresses = new LinkedHashSet<>();
        for (Address address : CallContext.assigned(attachment, previous).addresses()) {
            addresses.add(address.address());
        }
        Observer observer = new Observer(kernel);
        List<String> unread = new ArrayList<>();
        Snapshot seen = observer.observeForDel(attachment.ifname(), List.copyOf(addresses), unread);
        unread.forEach(what -> LOG.warn("what calls of ours have made in the pod stays in it: {}", what));
        for (Address address : seen.pod().addresses(attachment.ifname())) {
            addresses.add(address.address());
        }
        Snapshot snapshot = withLinksOf(attachment, pipeline, observer, seen);
        if (addresses.isEmpty()) {
            addresses.addAll(addressesOfNoNic(snapshot));
        }
        CallClock.end("observe");
        boolean ofAnother = new Removal(attachment, addresses, snapshot, Map.of()).isInPodOfAnother();
        Changes handedOver = new HandOver(attachment, pipeline.type().mainNic(), snapshot).changes();
        Snapshot left = handedOver.appliedTo(snapshot);
        List<Change> gone = new ArrayList<>(handedOver.list());
        if (!ofAnother) {
            gone.addAll(new Release(attachment, addresses, pipeline.type().mainNic(), left)
                    .changes()
                    .list());
        }
        Removal removal = new Removal(attachment, addresses, left, behind(snapshot, kernel));
        gone.addAll(removal.changes().list());
        GoPlugin.of(attachment, snapshot, pipeline)
                .pair()
                .ifPresent(link -> gone.add(new Change.Delete(STEP, "a Go plugin has made it", link)));
        RemoveResult made = new Engine(kernel).remove(RemovalStage.of(gone));
        List<RejectedChange> refusals = new ArrayList<>();
        for (RejectedChange refusal : made.refusals()) {
            if (isImpossible(refusal)) {
                LOG.warn(
                        "not given back: {}: {}",
                        new IpLine(refusal.change()).inOneLine(attachment.netns()),
                        refusal.reply());
            } else {
                refusals.add(refusal);
            }
        }
        RemoveResult removed = new RemoveResult(refusals, made.untried());
        CallClock.end("apply");
        CallSummary.log(LOG, gone, attachment.netns());
        if (!removed.isComplete()) {
            throw Unfinished.of(STEP, removed, gone.size(), attachment.netns());
        }
        LOG.info("{}", CallSummary.summary(STEP, attachment, addresses, CallSummary.changes(gone.size())));
    }

    /**
     * {@return whether the kernel will never make what was to come back in the pod, such as a route whose gateway is an address of the pod by
     * now} A process in the pod can bring that about, and must not keep its pod from being deleted.
     */
    private static boolean isImpossible(RejectedChange refusal) {
        return refusal.change().netns() == Netns.POD
                && !(refusal.change() instanceof Change.Delete)
                && refusal.change().object() instanceof Route
                && IMPOSSIBLE.contains(refusal.reply().errno());
    }

    /**
     * {@return the addresses that routes of ours on the pod's host ends are for, and that none of its NICs has}
     *
     * <p>For a NIC that has gone, of which the call does not tell the addresses (CNI before 0.4.0). A NIC of the pod whose IPv6 is off
     * may lack addresses that it was given; they are not taken for those of the one that has gone.
     */
    private static Set<IpAddress> addressesOfNoNic(Snapshot snapshot) {
        Set<IpAddress> addresses = new LinkedHashSet<>();
        for (Route route : snapshot.host().routes()) {
            IpAddress address = route.destination().address();
            boolean toPod = route.isOurs() && route.destination().isSingle() && leadsToPod(route, snapshot);
            if (toPod && everyNicHas(address.family(), snapshot) && !isOnNic(address, snapshot)) {
                addresses.add(address);
            }
        }
        return addresses;
    }

    private static boolean leadsToPod(Route route, Snapshot snapshot) {
        return route.hops().stream()
                .allMatch(hop -> snapshot.host()
                        .link(hop.device())
                        .filter(link -> !link.peer().isEmpty())
                        .isPresent());
    }

    private static boolean everyNicHas(Family family, Snapshot snapshot) {
        PodTables tables = new PodTables(snapshot.pod());
        return tables.nics().stream()
                .allMatch(nic -> !tables.addresses(nic, family).isEmpty());
    }

    private static boolean isOnNic(IpAddress address, Snapshot snapshot) {
        return snapshot.pod().addresses().stream()
                .anyMatch(known -> known.address().equals(address));
    }

    /** {@return what is behind the host's devices on the way to an address of the attachment, where the pod's namespace has gone} */
    private static Map<String, Set<IpAddress>> behind(Snapshot snapshot, KernelPort kernel) {
        Set<String> devices = new LinkedHashSet<>();
        for (Link link :
                kernel.has(Netns.POD) ? List.<Link>of() : snapshot.host().links()) {
            boolean ours = snapshot.host().routes().stream().anyMatch(route -> route.isOurs() && route.on(link.name()))
                    || snapshot.host().neighbors().stream().anyMatch(known -> known.isOurs() && known.on(link.name()));
            if (ours && !Attachment.isMark(link.alias())) {
                devices.add(link.name());
            }
        }
        return devices.isEmpty() ? Map.of() : new PeerAddresses(kernel).named(devices);
    }

    private static Snapshot withLinksOf(Attachment attachment, Pipeline pipeline, Observer observer, Snapshot seen) {
        Snapshot now = seen;
        for (int round = 0; round < 2; round++) {
            List<Question> links = pipeline.linkQuestions(attachment, now);
            now = observer.answer(now, links);
        }
        return now;
    }
}
