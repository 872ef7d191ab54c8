package meta.launcher.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import meta.core.call.CallServices;
import meta.core.call.CallStopwatch;
import meta.core.call.CniCall;
import meta.core.call.NodeOptions;
import meta.core.kernel.NamespaceSource;
import meta.core.plugin.Catalog;
import meta.core.record.AttachmentRecords;
import meta.launcher.log.LogWriteSchedule;
import meta.netlink.netns.NamespaceThread;
import meta.netlink.netns.NetworkNamespace;
import meta.netlink.testbed.NeedsRealKernel;
import meta.netlink.testbed.ScratchNamespaces;
import meta.spi.Effect;
import meta.spi.EffectContext;
import meta.spi.EffectHandler;
import meta.spi.Plan;
import meta.spi.PluginType;
import meta.spi.Step;
import meta.spi.StepContext;
import meta.spi.StepDeclaration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An ADD that runs out of memory while it applies its effects is undone, and the log says what could not be undone. */
@NeedsRealKernel
class RolledBackAddTest {
    @TempDir
    Path folder;

    @Test
    void theLogOfAnAddThatRunsOutOfMemoryListsTheEffectsThatAreNotUndone(ScratchNamespaces net) throws Exception {
        String node = net.make("node");
        String pod = net.make("pod");
        connect(net, node, "10.1.0.2/24");
        connect(net, pod, "10.1.0.77/24");
        Path log = folder.resolve("veth.log");
        List<String> answers = new ArrayList<>();

        try (NetworkNamespace namespace = NetworkNamespace.open(net.path(node));
                NamespaceThread inside = namespace.enter()) {
            inside.call(() -> add(net.path(pod), log).run(CallStopwatch.start(), answers::add));
        }

        assertThat(answers).singleElement().asString().contains("out of memory: all gone");
        assertThat(log)
                .content()
                .contains("effect file: b has failed; 1 of 2 effects undone, left behind: notes: effect file: a: ");
    }

    private static void connect(ScratchNamespaces net, String namespace, String address) {
        net.ipLine("-n " + namespace + " link add eth0 type veth peer name cable");
        net.ipLine("-n " + namespace + " link set cable up");
        net.ipLine("-n " + namespace + " link set eth0 up");
        net.ipLine("-n " + namespace + " address add " + address + " dev eth0");
    }

    private CniCall add(Path pod, Path log) {
        String configuration = """
                {"cniVersion": "1.0.0", "name": "lan", "type": "noting", "log_options": {"log_file": "LOG"},
                 "prevResult": {"cniVersion": "1.0.0", "interfaces": [{"name": "eth0", "sandbox": "POD"}],
                  "ips": [{"address": "10.1.0.77/24", "interface": 0}]}}
                """.replace("POD", pod.toString()).replace("LOG", log.toString());
        Map<String, String> environment = Map.of(
                "CNI_COMMAND", "ADD",
                "CNI_CONTAINERID", "3f0c6a1d52b84e07",
                "CNI_NETNS", pod.toString(),
                "CNI_IFNAME", "eth0");
        StepDeclaration step = StepDeclaration.of(new Notes(), "Plans two effects.")
                .listedBy("noting")
                .withEffects(List.of(new Failing()));
        CallServices services = new CallServices(
                NamespaceSource.byPath(),
                (_, _) -> Catalog.of(List.of(new Noting()), List.of(step)),
                _ -> NodeOptions.NONE,
                new FileLogging(System.err, LogWriteSchedule.AT_ONCE),
                new AttachmentRecords(folder.resolve("attachments")));
        return new CniCall(
                "noting",
                environment,
                new ByteArrayInputStream(configuration.getBytes(StandardCharsets.UTF_8)),
                services);
    }

    private record Noting() implements PluginType {
        @Override
        public String name() {
            return "noting";
        }

        @Override
        public String description() {
            return "A type of this test.";
        }

        @Override
        public List<String> steps() {
            return List.of("notes");
        }
    }

    private record Notes() implements Step {
        @Override
        public String name() {
            return "notes";
        }

        @Override
        public Plan plan(StepContext context) {
            return Plan.perform(Effect.of("file", "a")).then(Plan.perform(Effect.of("file", "b")));
        }
    }

    /** Runs out of memory when it applies the effect {@code b}, and fails when it undoes the effect {@code a}. */
    private record Failing() implements EffectHandler {
        @Override
        public String kind() {
            return "file";
        }

        @Override
        public boolean isInForce(Effect effect, EffectContext context) {
            return false;
        }

        @Override
        public void apply(Effect effect, EffectContext context) {
            if (effect.key().equals("b")) {
                throw new OutOfMemoryError("all gone");
            }
        }

        @Override
        public void undo(Effect effect, EffectContext context) throws IOException {
            if (effect.key().equals("a")) {
                throw new IOException("refused");
            }
        }
    }
}
