package meta.core.call;

import java.util.ArrayList;
import java.util.List;
import meta.core.cni.BoundedText;
import meta.core.cni.CallFailedException;
import meta.core.cni.CniResult;
import meta.core.cni.Failure;
import meta.core.kernel.KernelPort;
import meta.core.reconcile.ApplyResult;
import meta.core.reconcile.Change;
import meta.core.reconcile.Changes;
import meta.core.reconcile.Engine;
import meta.core.reconcile.IpLine;
import meta.core.reconcile.RejectedChange;
import meta.core.reconcile.StepPlan;
import meta.core.reconcile.observe.Allowance;
import meta.core.reconcile.observe.Observer;
import meta.core.reconcile.packet.LinkMessenger;
import meta.netlink.IpAddress;
import meta.netlink.socket.Reply;
import meta.spi.Plan;
import meta.spi.Snapshot;
import meta.spi.net.Address;
import meta.spi.net.Link;
import meta.spi.net.Netns;
import meta.spi.net.SysctlValue;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/** Connects a pod: makes what should be there so, or leaves everything as it was (CNI spec 1.1.0 "ADD"). */
public final class Add {
    private static final Logger LOG = LogManager.getLogger(Add.class);

    private Add() {}

    /**
     * {@return the previous result with what this call has added to it}
     *
     * @throws CallFailedException where nothing can be planned, another host or pod has one of the addresses, or the kernel has refused a
     *     change; what was changed by then is undone
     */
    public static CniResult run(CallContext task, KernelPort kernel) {
        CallPlan outlook = outlook(task, kernel);
        requireRoom(outlook);
        BoundedText.list(outlook.notes()).forEach(LOG::debug);
        BoundedText.list(outlook.warnings()).forEach(LOG::warn);
        TakenAddresses.by(task.attachment(), outlook).refuse(kernel);
        int changes;
        if (outlook.talksToOthers()) {
            LinkMessenger talk =
                    LinkMessenger.in(outlook.plans(), task.attachment().netns());
            talk.ask(kernel);
            CallClock.end("ask");
            changes = connect(task, outlook, kernel);
            talk.tell(kernel);
            CallClock.end("tell");
        } else {
            changes = connect(task, outlook, kernel);
        }
        LOG.info(
                "{}",
                CallSummary.summary("ADD", task.attachment(), outlook.addressing(), CallSummary.changes(changes)));
        return result(task, outlook);
    }

    /** What an ADD makes has to be found again by CHECK and DEL: where it copies many routes, they are twice as many afterwards. */
    private static void requireRoom(CallPlan outlook) {
        int objects = outlook.snapshot().pod().objects().size()
                - outlook.snapshot().pod().sysctls().size();
        for (Change change : outlook.changes().list()) {
            boolean counts = change.netns() == Netns.POD && !(change.object() instanceof SysctlValue);
            objects += counts && change instanceof Change.Create ? 1 : 0;
            objects -= counts && change instanceof Change.Delete ? 1 : 0;
        }
        if (objects > Allowance.MOST) {
            throw new CallFailedException(
                    new Failure.TooManyObjects("objects of the pod after this ADD", objects, Allowance.MOST));
        }
    }

    private static CallPlan outlook(CallContext task, KernelPort kernel) {
        try {
            return CallPlan.toConnect(task, kernel);
        } catch (CallFailedException e) {
            if (e.failure() instanceof Failure.NicWithoutAddress) {
                letGo(task, kernel);
            }
            throw e;
        }
    }

    /** What an earlier ADD has made for an address that is another host's by now goes, though this call connects nothing. */
    private static void letGo(CallContext task, KernelPort kernel) {
        List<IpAddress> assigned =
                task.assigned().addresses().stream().map(Address::address).toList();
        Snapshot seen = new Observer(kernel).observe(task.attachment(), assigned, List.of());
        Changes lost = new LostAddresses(task.attachment(), seen).changes();
        new Engine(kernel).remove(lost); // what the kernel refuses stays for the DEL; the call fails anyway
        CallSummary.log(LOG, lost.list(), task.attachment().netns());
    }

    /** {@return how many changes the kernel has made} */
    private static int connect(CallContext task, CallPlan outlook, KernelPort kernel) {
        String netns = task.attachment().netns();
        ApplyResult applied = new Engine(kernel).apply(outlook.changes());
        CallClock.end("apply");
        return switch (applied) {
            case ApplyResult.Complete(List<Change> done) -> {
                CallSummary.log(LOG, done, netns);
                yield done.size();
            }
            case ApplyResult.RolledBack(Change refused, Reply.Refused reply, List<Change> undone) ->
                throw refused(refused, reply, netns, undone.size() + " of " + undone.size() + " changes undone");
            case ApplyResult.Stuck(
                    Change refused,
                    Reply.Refused reply,
                    List<Change> undone,
                    List<RejectedChange> leftBehind) ->
                throw refused(refused, reply, netns, stuck(undone, leftBehind, netns));
        };
    }

    private static CniResult result(CallContext task, CallPlan outlook) {
        CniResult result = task.previous();
        for (StepPlan planned : outlook.plans()) {
            for (Plan.Item item : planned.plan().items()) {
                if (item instanceof Plan.Report(Link link, String _)) {
                    String sandbox =
                            link.netns() == Netns.POD ? task.attachment().netns() : "";
                    result = result.withInterface(
                            new CniResult.Interface(link.name(), link.lladdr().toString(), sandbox, link.mtu()));
                }
            }
        }
        return result;
    }

    private static CallFailedException refused(Change change, Reply.Refused reply, String netns, String rollback) {
        return new CallFailedException(new Failure.StepRefused(
                change.step(), new IpLine(change).inOneLine(netns), reply.toString(), rollback));
    }

    private static String stuck(List<Change> undone, List<RejectedChange> leftBehind, String netns) {
        List<String> left = new ArrayList<>();
        for (RejectedChange refusal : leftBehind) {
            left.add(new IpLine(refusal.change()).inOneLine(netns) + ": " + refusal.reply());
        }
        return undone.size() + " of " + (undone.size() + leftBehind.size()) + " changes undone, left behind: "
                + String.join("; ", BoundedText.list(left));
    }
}
