package meta.launcher.agent;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import meta.core.call.CallOutcome;
import meta.core.call.CallServices;
import meta.core.call.CatalogSource;
import meta.core.kernel.CachedAddresses;
import meta.core.kernel.NamespaceSource;
import meta.core.kernel.SharedObjectBudget;
import meta.core.record.AttachmentRecords;
import meta.launcher.call.FileLogging;
import meta.launcher.call.SampleCall;
import meta.launcher.defaults.NodeDefaults;
import meta.launcher.jars.StepFolders;
import meta.netlink.netns.LockFolder;
import meta.netlink.netns.NamespaceException;
import meta.netlink.netns.NamespaceFlock;
import meta.netlink.netns.NetworkNamespace;

/**
 * Prepares the sample calls of a rehearsal.
 *
 * @param node the network namespaces in which the calls are made
 * @param folder the folder with the records, locks and log of the calls
 */
record RehearsalCalls(RehearsalNode node, RehearsalFolder folder, CatalogSource steps) {
    private static final Duration LOCK_TIMEOUT = Duration.ofSeconds(1);

    private static final int OBJECTS = 1000;

    /**
     * {@return the sample calls with which the image was trained, except those with third-party steps}
     *
     * <p>Each element must run on the thread that created {@link #node}. It throws an {@link IllegalStateException} if the exit status is
     * not the expected one, and an {@link OutOfMemoryError} if the JVM is out of memory.
     *
     * @param training the folder that describes the calls
     * @throws IOException as for {@link SampleCall#in}, or if a configuration cannot be read
     */
    List<Runnable> in(Path training) throws IOException {
        SharedObjectBudget budget = new SharedObjectBudget(OBJECTS);
        DeferredLogFiles logs = new DeferredLogFiles();
        Map<String, byte[]> configurations = new HashMap<>();
        List<Runnable> calls = new ArrayList<>();
        for (SampleCall sample : SampleCall.in(training)) {
            if (sample.steps().isEmpty()) {
                byte[] stdin = configurations.get(sample.stdin());
                if (stdin == null) {
                    stdin = configuration(training.resolve(sample.stdin()));
                    configurations.put(sample.stdin(), stdin);
                }
                byte[] input = stdin;
                calls.add(() -> make(sample, new ByteArrayInputStream(input), budget, logs));
            }
        }
        return calls;
    }

    private byte[] configuration(Path file) throws IOException {
        String text =
                Files.readString(file).replace(SampleCall.LOG, folder.log().toString());
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private Map<String, String> environment(SampleCall sample) {
        return Map.of(
                "CNI_COMMAND",
                sample.verb(),
                "CNI_CONTAINERID",
                "0123456789abcdef",
                "CNI_NETNS",
                node.podPath(),
                "CNI_IFNAME",
                "eth0",
                "CNI_PATH",
                "/opt/cni/bin",
                "CNI_ARGS",
                "IgnoreUnknown=1;K8S_POD_NAMESPACE=default;K8S_POD_NAME=web-0;"
                        + "K8S_POD_INFRA_CONTAINER_ID=0123456789abcdef",
                StepFolders.VARIABLE,
                folder.steps().toString(),
                NodeDefaults.VARIABLE,
                folder.defaults().toString());
    }

    private void make(SampleCall sample, InputStream stdin, SharedObjectBudget budget, DeferredLogFiles logs) {
        NamespaceSource namespaces = new Namespaces(node, folder, budget);
        CallStderrAndLog output = new CallStderrAndLog(logs);
        CallServices services = new CallServices(
                namespaces,
                steps,
                environment -> NodeDefaults.in(environment).options(),
                new FileLogging(output.stderr(), output),
                new AttachmentRecords(folder.attachments()));
        BufferedCall call = new BufferedCall(sample.type(), environment(sample));
        BufferedCall.Result result = call.run(stdin, services, output);
        AgentAnswer answer = result.answer();
        if (result.outcome().shortage() == CallOutcome.Shortage.OF_MEMORY) {
            throw new OutOfMemoryError(answer.stdout().strip());
        }
        output.writeLog(output.stderr());
        if (answer.status() != sample.status()) {
            String said = answer.stdout() + answer.stderr();
            throw new IllegalStateException(sample + " has ended with exit status " + answer.status() + ": "
                    + said.strip().replaceAll("\\s+", " "));
        }
    }

    private record Namespaces(RehearsalNode node, RehearsalFolder folder, SharedObjectBudget budget)
            implements NamespaceSource {
        @Override
        public NetworkNamespace open(String path) throws NamespaceException {
            return NetworkNamespace.open(Path.of(path));
        }

        @Override
        public NamespaceFlock lock(NetworkNamespace pod) throws NamespaceException {
            return new LockFolder(folder.locks()).lock(pod, LOCK_TIMEOUT);
        }

        @Override
        public Optional<SharedObjectBudget> objectBudget() {
            return Optional.of(budget);
        }

        @Override
        public Optional<CachedAddresses> nodeAddresses() {
            return Optional.of(node.addresses());
        }
    }
}
