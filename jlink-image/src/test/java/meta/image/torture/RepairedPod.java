package meta.image.torture;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import meta.core.call.CallServices;
import meta.core.call.CallStopwatch;
import meta.core.call.CniCall;
import meta.core.call.RepairCall;
import meta.core.call.RepairResult;
import meta.core.kernel.NamespaceSource;
import meta.core.plugin.Catalog;
import meta.core.record.AttachmentRecord;
import meta.core.record.AttachmentRecord.RepairHistory;
import meta.core.record.AttachmentRecords;
import meta.image.steps.ImageCatalog;
import meta.image.topology.IpFamilies;
import meta.image.topology.Topology;
import meta.launcher.call.Calls;
import meta.launcher.call.ResultStream;
import meta.netlink.netns.NamespaceException;
import meta.netlink.netns.NamespaceTask;
import meta.netlink.netns.NamespaceThread;
import meta.netlink.netns.NetworkNamespace;

/**
 * A pod with NICs, after their ADDs. The CNI calls for the pod and the repairs of the pod run in this process.
 *
 * @param nics the NICs in the order of their ADDs
 * @param scope the value of the option {@code repair} in the network configuration
 */
record RepairedPod(World world, List<Nic> nics, String scope, CallServices services) {
    private static final Catalog CATALOG = ImageCatalog.catalog();

    /**
     * {@return a pod after the ADD of each NIC}
     *
     * @param records the folder for the attachment records
     */
    static RepairedPod connected(
            Topology net, TrialCase.Type type, IpFamilies stack, List<Nic> nics, String scope, Path records)
            throws NamespaceException {
        CallServices quiet = Calls.quietServices(NamespaceSource.byPath(), (_, _) -> CATALOG);
        CallServices services = new CallServices(
                quiet.namespaces(), quiet.steps(), quiet.nodeOptions(), quiet.log(), new AttachmentRecords(records));
        World world = World.in(net, new TrialCase(type, stack, TrialCase.CallSequence.ADD));
        RepairedPod kept = new RepairedPod(world, nics, scope, services);
        for (Nic nic : nics) {
            String error = kept.call("ADD", nic);
            if (!error.isEmpty()) {
                throw new AssertionError("ADD " + nic + ": " + error);
            }
        }
        return kept;
    }

    private String call(String verb, Nic nic) throws NamespaceException {
        Call call = new Call(verb, nic);
        Map<String, String> environment = new TreeMap<>(call.environment(world));
        String config = call.config(world)
                .replace("\"rp_filter\": 2,", "\"rp_filter\": 2, \"repair\": \"%s\",".formatted(scope));
        ByteArrayOutputStream stdout = new ByteArrayOutputStream();
        int code = onNode(() -> new CniCall(
                        world.it().type().plugin,
                        environment,
                        new ByteArrayInputStream(config.getBytes(UTF_8)),
                        services)
                .run(CallStopwatch.start(), ResultStream.to(stdout)::write)
                .code());
        return code == 0 ? "" : stdout.toString(UTF_8);
    }

    /** {@return the differences that CHECK calls for the NICs report; empty if there are none} */
    List<String> differences() throws NamespaceException {
        List<String> found = new ArrayList<>();
        for (Nic nic : nics) {
            String error = call("CHECK", nic);
            if (!error.isEmpty()) {
                found.add(nic + ": " + error);
            }
        }
        return found;
    }

    /**
     * Repairs the attachment of each NIC once.
     *
     * @return the result of each repair, in the order of the keys of the attachment records
     */
    List<RepairResult> repair() throws NamespaceException {
        RepairCall repair = new RepairCall(services);
        List<RepairResult> results = new ArrayList<>();
        for (AttachmentRecord record : records()) {
            RepairHistory changed = new RepairHistory(record.history().repairs() + 1, false, "test");
            results.add(onNode(() -> repair.repair(record, changed, CallStopwatch.start())));
        }
        return results;
    }

    /** {@return the results that {@link #repair} would return} Changes nothing. */
    List<RepairResult> planned() throws NamespaceException {
        RepairCall repair = new RepairCall(services);
        List<RepairResult> results = new ArrayList<>();
        for (AttachmentRecord record : records()) {
            results.add(onNode(() -> repair.plan(record, CallStopwatch.start())));
        }
        return results;
    }

    private List<AttachmentRecord> records() {
        return services.records().list().records();
    }

    private <T> T onNode(NamespaceTask<T, NamespaceException> work) throws NamespaceException {
        try (NetworkNamespace node = NetworkNamespace.open(world.node().path());
                NamespaceThread thread = node.enter()) {
            return thread.call(work);
        }
    }
}
