package meta.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import meta.image.cluster.Agent;
import meta.image.cluster.Cluster;
import meta.image.cluster.HeldPodLock;
import meta.image.cluster.RawClients;
import meta.image.cni.Answer;
import meta.image.cni.Attachment;
import meta.image.cni.CniCall;
import meta.image.cni.Verb;
import meta.image.steps.StepJar;
import meta.image.topology.Batch;
import meta.image.topology.Command;
import meta.netlink.unix.UnixSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A client, a network configuration or a pod can use only a limited part of the agent's memory, threads and files. During each attempt to
 * use more, the agent answers the calls of another pod.
 */
@OnRealKernel
class AgentBoundsIT {
    private static final int UNDECODABLE = 6;
    private static final int OUT_OF_MEMORY = 3;

    @InjectTopology
    private static Cluster cluster;

    @TempDir
    Path folder;

    private AgentAndPod it;
    private Agent agent;
    private Attachment eth0;

    @BeforeEach
    void anAgentAndAPod() {
        it = AgentAndPod.in(cluster);
        agent = it.agent();
        eth0 = it.eth0();
        it.isServed();
    }

    @AfterEach
    void end() {
        it.close();
    }

    @Test
    void manySmallValuesAreRefusedAndTakeNoMemoryOfTheAgent() {
        for (String values : List.of(
                "[" + "1,".repeat(260_000) + "1]",
                "[" + "{},".repeat(170_000) + "1]",
                "[" + "\"\",".repeat(170_000) + "1]")) {
            String document = eth0.last(Verb.ADD).stdin();
            String large = document.substring(0, document.lastIndexOf('}')) + ", \"padding\": " + values + "}";
            CniCall cold = eth0.last(Verb.ADD).reading(large);
            List<CniCall> warm = List.of(
                    it.warm(Verb.ADD).reading(large), it.warm(Verb.CHECK).reading(large));

            int before = agent.calls();
            String said = cold.run().error(UNDECODABLE).details();
            assertThat(said).contains("the document has more than 20000 values");
            assertThat(CniCall.atOnce(warm))
                    .allSatisfy(answer ->
                            assertThat(answer.error(UNDECODABLE).details()).isEqualTo(said));
            assertThat(agent.calls()).as("calls that the agent has answered").isEqualTo(before + warm.size());
        }
        it.isServed();
    }

    @Test
    void anAnnouncedLengthTakesNoMemory() throws IOException {
        long before = agent.memory();
        try (RawClients clients = new RawClients(agent.socket())) {
            for (int i = 0; i < 200; i++) {
                clients.greeted().send(ints(4 << 20, 1));
                clients.withoutStdin(eth0.pod().netns().path()).send(ints(4 << 20, 1));
            }
            it.isServed();
            assertThat(agent.memory()).as("KiB").isLessThan(before + 30 * 1024);
        }
    }

    @Test
    void theLimitOfAllRequestsTogetherDelaysNoOtherCall() {
        try (RawClients clients = new RawClients(agent.socket())) {
            for (int i = 0; i < 40; i++) {
                UnixSocket client = clients.withoutStdin(eth0.pod().netns().path());
                CompletableFuture.runAsync(() -> send(client, 1 << 20), task -> new Thread(task).start())
                        .join(); // all bytes that were announced, except the last one
            }
            it.isServed();
        }
    }

    private static void send(UnixSocket client, int announced) {
        try {
            client.send(ints(announced, 0));
            client.send(new byte[announced - 1]);
        } catch (IOException e) {
            // the agent has closed the connection, as expected
        }
    }

    @Test
    void clientsThatDieBeforeTheirStandardInputLeaveNoOpenFile() {
        agent.untilIdle();
        int before = agent.files("fd").size();
        for (int i = 0; i < 200; i++) {
            try (RawClients clients = new RawClients(agent.socket())) {
                clients.withoutStdin(eth0.pod().netns().path());
            }
        }
        until(() -> agent.files("fd").size() <= before);
        it.isServed();
    }

    @Test
    void everyAnswerIsRightIfTheAgentHasFewFreeDescriptors() {
        List<Integer> numbers = agent.files("fd").stream()
                .map(file -> Integer.parseInt(file.getFileName().toString()))
                .toList();
        int highest = numbers.stream().mapToInt(Integer::intValue).max().orElseThrow();
        eth0.addLast();
        for (int left : List.of(0, 1, 2, 3, 5, 8, 12)) {
            limitDescriptors(highest + 1 + left);
            it.warm(Verb.CHECK).run().isQuietSuccess();
            it.warm(Verb.DEL).run().isQuietSuccess();
            assertThat(eth0.pod().netns().ip("link show")).doesNotContain("veth0");
            assertThat(it.warm(Verb.ADD).run().result().isObject()).isTrue();
        }
        limitDescriptors(1024);
        it.isServed();
    }

    private void limitDescriptors(int most) {
        Command.of("prlimit", "--pid", Long.toString(agent.pid()), "--nofile=" + most + ":4096")
                .run()
                .text();
    }

    @Test
    void aCallIsColdIfTheAgentCannotStartAThread() throws Exception {
        int before = agent.calls();
        agent.untilIdle();
        Process tracer = withoutNewThreads();
        try {
            it.warm(Verb.DEL).run().isQuietSuccess();
            assertThat(it.warm(Verb.ADD).run().result().isObject()).isTrue();
        } finally {
            tracer.destroy();
            tracer.waitFor();
        }
        assertThat(agent.calls()).as("calls that the agent has answered").isEqualTo(before);
        it.isServed();
    }

    /**
     * {@return a running strace(1) that makes each attempt of the agent to start a thread fail}
     *
     * <p>The test uses strace, because {@code RLIMIT_NPROC} does not limit root, and because some machines do not permit control groups.
     */
    private Process withoutNewThreads() throws IOException {
        Process tracer = Command.of(
                        "strace",
                        "-f",
                        "-p",
                        Long.toString(agent.pid()),
                        "-e",
                        "trace=clone,clone3",
                        "-e",
                        "inject=clone,clone3:error=EAGAIN",
                        "-o",
                        "/dev/null")
                .start();
        assertThat(tracer.errorReader().readLine()).contains(" attached with ");
        return tracer;
    }

    @Test
    void threeThousandSlowClientsDoNotDelayOthers() throws IOException {
        AtomicBoolean over = new AtomicBoolean();
        try (RawClients clients = new RawClients(agent.socket())) {
            List<UnixSocket> slow = new ArrayList<>();
            for (int i = 0; i < 3000; i++) {
                slow.add(clients.connected());
            }
            CompletableFuture<Void> trickle =
                    CompletableFuture.runAsync(() -> sendBytes(clients, slow, over), task -> new Thread(task).start());
            for (int i = 0; i < 3; i++) {
                it.isServed();
            }
            over.set(true);
            trickle.join();
        }
        it.isServed();
    }

    /** Sends a byte on each of these connections in turn, until {@code over} is true. If the agent has closed a connection, a new one replaces it. */
    private static void sendBytes(RawClients clients, List<UnixSocket> slow, AtomicBoolean over) {
        for (int i = 0; !over.get(); i = (i + 1) % slow.size()) {
            try {
                slow.get(i).send(new byte[1]);
            } catch (IOException e) {
                slow.get(i).close();
                try {
                    slow.set(i, clients.connected());
                } catch (IOException again) {
                    throw new UncheckedIOException(again);
                }
            }
            LockSupport.parkNanos(1_000_000);
        }
    }

    @Test
    void callsThatWaitForOnePodDoNotDelayAnother() throws IOException {
        Attachment locked = it.anotherPod();
        locked.addLast();
        List<CompletableFuture<Answer>> waiting = new ArrayList<>();
        agent.untilIdle();
        int before = agent.files("fd").size();
        try (HeldPodLock _ = HeldPodLock.hold(locked.pod())) {
            for (int i = 0; i < 70; i++) {
                CniCall check = it.warm(locked, Verb.CHECK);
                waiting.add(CompletableFuture.supplyAsync(check::run, task -> new Thread(task).start()));
            }
            until(() -> agent.files("fd").size() >= before + 3 * waiting.size());
            it.isServed();
            assertThat(waiting).noneMatch(CompletableFuture::isDone);
        }
        assertThat(waiting).allSatisfy(call -> call.join().isQuietSuccess());
        locked.delLast();
    }

    @Test
    void aCallThatRunsOutOfMemoryEndsTheAgentAndIsMadeWithoutIt() {
        StepJar.withStep("if (java.nio.file.Files.exists(java.nio.file.Path.of(\"/proc/self/fd\"))"
                        + " && ProcessHandle.current().pid() == " + agent.pid() + ") {"
                        + " byte[][] all = new byte[64][]; for (int i = 0; i < 64; i++) all[i] = new byte[1 << 20];"
                        + " if (all[63].length == 1) return null; }"
                        + " return Plan.ensure(link.withTxqueuelen(2001));")
                .at(folder.resolve("acme.jar"));
        CniCall add = it.warm(Verb.ADD).with("META_PLUGINS_STEPS", folder.toString());

        assertThat(add.run().result().isObject()).isTrue();

        assertThat(eth0.pod().netns().ip("link show eth0")).contains("qlen 2001");
        assertThat(agent.await()).isEqualTo(OUT_OF_MEMORY);
        agent.restart();
        it.isServed();
    }

    @Test
    void aCallThatIsTooLargeForTheAgentHasALowPriority() {
        StepJar.withStep(
                        "try { String stat = java.nio.file.Files.readString(java.nio.file.Path.of(\"/proc/self/stat\"));"
                                + " String[] afterName = stat.substring(stat.lastIndexOf(')') + 2).split(\" \");"
                                + " return Plan.ensure(link.withTxqueuelen(3000 + Integer.parseInt(afterName[16])));"
                                + " } catch (java.io.IOException e) { throw new java.io.UncheckedIOException(e); }")
                .at(folder.resolve("acme.jar"));
        CniCall add = it.warm(Verb.ADD).with("META_PLUGINS_STEPS", folder.toString());
        StringJoiner routes = new StringJoiner("\n");
        for (int i = 0; i < 20_000; i++) {
            routes.add("route add blackhole 10.128." + (i >> 8) + "." + (i & 255));
        }
        Batch.ip(eth0.pod().netns(), routes.toString());

        assertThat(add.run().result().isObject()).isTrue();

        assertThat(eth0.pod().netns().ip("link show eth0")).contains("qlen 3010");
    }

    private static byte[] ints(int number, int bytes) {
        return ByteBuffer.allocate(4 + bytes).putInt(number).array();
    }

    private static void until(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            Thread.onSpinWait();
        }
    }
}
