package meta.image.torture;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import meta.core.call.CallOutcome;
import meta.core.call.CallServices;
import meta.core.call.CallStopwatch;
import meta.core.call.CniCall;
import meta.core.kernel.NamespaceSource;
import meta.core.plugin.Catalog;
import meta.core.record.AttachmentRecord;
import meta.core.record.AttachmentRecords;
import meta.image.cni.Json;
import meta.image.steps.ImageCatalog;
import meta.launcher.call.Calls;
import meta.launcher.call.ResultStream;
import meta.netlink.libc.FaultInjection;
import meta.netlink.netns.NamespaceException;
import meta.netlink.netns.NamespaceThread;
import meta.netlink.netns.NetworkNamespace;

/**
 * A CNI call that runs in this process, on a new thread in the node's namespace.
 *
 * @param verb ADD, CHECK, DEL, GC or {@link #RELEASE}
 * @param nic the NIC of the pod for which the call is made; GC ignores it
 */
record Call(String verb, Nic nic) {
    /**
     * Not a CNI verb: sets the state {@code RELEASED} in the attachment records of the pod, so that the next GC removes the objects of
     * these attachments.
     */
    static final String RELEASE = "RELEASE";

    private static final Catalog CATALOG = catalog();

    /**
     * The answer to a call.
     *
     * @param code 0 after success; otherwise the CNI error code, or the exit status if the call was a process
     * @param stdout the standard output of the call; empty after {@link #RELEASE}
     * @param killed whether the call was killed; if so, the other components have no meaning
     */
    record Answer(int code, String stdout, boolean killed) {
        boolean succeeded() {
            return !killed && code == 0;
        }
    }

    private static Catalog catalog() {
        System.setProperty("org.apache.logging.log4j.simplelog.level", "OFF"); // the expected failures would be printed
        return ImageCatalog.catalog();
    }

    /** {@return the answer to the call, made without a fault} */
    Answer make(World world) throws NamespaceException {
        return make(world, Optional.empty());
    }

    /**
     * {@return the answer to the call, during which the fault occurs; if the call does not make that system call, the fault does not
     * occur}
     */
    Answer make(World world, Fault fault) throws NamespaceException {
        return make(world, Optional.of(fault));
    }

    /**
     * Makes the call without a fault.
     *
     * @return the names of the functions of the system calls that the call makes, in order
     */
    List<String> functions(World world) throws NamespaceException {
        List<String> functions = new ArrayList<>();
        try (NetworkNamespace node = NetworkNamespace.open(world.node().path());
                NamespaceThread thread = node.enter()) {
            thread.call(() -> {
                FaultInjection.install(Fault.noting(functions));
                try {
                    return run(world);
                } finally {
                    FaultInjection.remove();
                }
            });
        }
        return functions;
    }

    private Answer make(World world, Optional<Fault> fault) throws NamespaceException {
        try (NetworkNamespace node = NetworkNamespace.open(world.node().path());
                NamespaceThread thread =
                        node.enter()) { // a new thread: a fault can keep a thread in the pod's namespace
            return thread.call(() -> fault.isPresent() ? run(world, fault.get()) : run(world));
        }
    }

    private Answer run(World world, Fault fault) {
        Fault.Coming coming = fault.here();
        FaultInjection.install(coming);
        try {
            Answer answer = run(world);
            return new Answer(answer.code(), answer.stdout(), coming.hasKilled());
        } catch (Fault.Killed e) {
            return new Answer(0, "", true);
        } finally {
            FaultInjection.remove();
        }
    }

    private Answer run(World world) {
        return verb.equals(RELEASE) ? released(world) : called(world);
    }

    private static Answer released(World world) {
        AttachmentRecords records = AttachmentRecords.in(System.getenv());
        for (AttachmentRecord record : records.list().records()) {
            if (record.attachment().containerId().equals(world.pod().containerId())) {
                try {
                    records.write(record.with(AttachmentRecord.Progress.RELEASED));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
        return new Answer(0, "", false);
    }

    private Answer called(World world) {
        ByteArrayOutputStream stdout = new ByteArrayOutputStream();
        CallServices services = Calls.services(
                NamespaceSource.byPath(),
                (_, _) -> CATALOG,
                new PrintStream(OutputStream.nullOutputStream(), true, UTF_8));
        ByteArrayInputStream stdin = new ByteArrayInputStream(config(world).getBytes(UTF_8));
        CallOutcome outcome = new CniCall(world.it().type().plugin, environment(world), stdin, services)
                .run(CallStopwatch.start(), ResultStream.to(stdout)::write);
        return new Answer(outcome.code(), stdout.toString(UTF_8), false);
    }

    /** {@return the environment variables of the call} */
    Map<String, String> environment(World world) {
        return Map.of(
                "CNI_COMMAND",
                verb,
                "CNI_CONTAINERID",
                world.pod().containerId(),
                "CNI_NETNS",
                world.pod().netns().path().toString(),
                "CNI_IFNAME",
                nic.device(world.it()),
                "CNI_PATH",
                "/opt/cni/bin");
    }

    /** {@return the network configuration of the call, which is its standard input} */
    String config(World world) {
        List<Object> ips = new ArrayList<>();
        for (int i = 0; i < world.addresses(nic).size(); i++) {
            ips.add(Map.of(
                    "interface",
                    0L,
                    "address",
                    world.addresses(nic).get(i),
                    "gateway",
                    world.gateways(nic).get(i)));
        }
        String valid = verb.equals("GC") ? "\"cni.dev/valid-attachments\": []," : "";
        return """
                {"cniVersion": "1.1.0", "name": "lan", "type": "%s", %s
                 "overlay_hijack_subnet": ["10.244.0.0/16", "fd00:244::/64"],
                 "service_hijack_subnet": ["10.96.0.0/12", "fd00:96::/108"],
                 "rp_filter": 2,
                 "log_options": {"log_file": "/dev/null"},
                 "prevResult": {"cniVersion": "1.1.0",
                   "interfaces": [{"name": "%s", "sandbox": "%s"}], "ips": %s}}
                """.formatted(
                        world.it().type().plugin,
                        valid,
                        nic.device(world.it()),
                        world.pod().netns().path(),
                        new Json(ips));
    }

    @Override
    public String toString() {
        return verb + " " + nic;
    }
}
