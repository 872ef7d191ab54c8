package meta.core.keep;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import meta.core.call.RepairResult;
import meta.core.cni.Failure;
import meta.core.keep.KeeperListener.State;
import meta.core.record.AttachmentRecord;
import meta.core.record.AttachmentRecord.Progress;
import meta.core.record.AttachmentRecord.RepairHistory;
import meta.core.record.AttachmentRecords;
import meta.netlink.testbed.NeedsRealKernel;
import meta.netlink.testbed.ScratchNamespaces;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The keeper repairs the attachments whose record or network has changed, and reports what it does. Here, repairs change nothing. */
@NeedsRealKernel
@Timeout(600) // awaitState waits without a limit
class KeeperTest {
    private static final Instant THEN = Instant.parse("2026-01-01T00:00:00Z");

    @TempDir
    private Path folder;

    private KeptPod recorded(ScratchNamespaces net, String node, String word) throws IOException {
        return KeptPod.recorded(net, node, word, new AttachmentRecords(folder), THEN);
    }

    @Test
    void allAttachmentsAreRepairedAtTheStartAndAfterAChangeOfTheNode(ScratchNamespaces net) throws Exception {
        String node = net.make("node");
        net.ipLine("-n " + node + " link add eth0 type bridge");
        net.ipLine("-n " + node + " link set eth0 up");
        KeptPod a = recorded(net, node, "a");
        KeptPod b = recorded(net, node, "b");
        try (RunningKeeper keeper = new RunningKeeper(net, node, folder)) {
            assertThat(List.of(keeper.next(), keeper.next()))
                    .extracting(RunningKeeper.Asked::key)
                    .containsExactlyInAnyOrder(a.key(), b.key());
            keeper.awaitState(State.KEPT, 2);

            net.ipLine("-n " + node + " address add 10.0.0.5/24 dev eth0");
            assertThat(List.of(keeper.next(), keeper.next()))
                    .allSatisfy(asked -> assertThat(asked.cause()).startsWith("node address 10.0.0.5 added"))
                    .extracting(RunningKeeper.Asked::key)
                    .containsExactlyInAnyOrder(a.key(), b.key());
            net.ipLine("-n " + node + " address del 10.0.0.5/24 dev eth0");
            keeper.awaitRepair(b.key(), "node address 10.0.0.5 removed");
        }
    }

    @Test
    void allAttachmentsAreRepairedWhenTheOptionsOfTheNodeHaveChanged(ScratchNamespaces net) throws Exception {
        String node = net.make("node");
        KeptPod pod = recorded(net, node, "a");
        AtomicReference<String> options = new AtomicReference<>("before");
        KeeperInputs inputs = new KeeperInputs(new AttachmentRecords(folder), () -> {}, options::get);
        try (RunningKeeper keeper = new RunningKeeper(net, node, inputs)) {
            keeper.next();

            keeper.awaitRepairAfter(
                    () -> options.set(options.get() + "x"), pod.key(), "the options of the node have changed");
        }
    }

    @Test
    void repairsThatAreOffBeginAgainWhenTheOptionsOfTheNodeHaveChanged(ScratchNamespaces net) throws Exception {
        String node = net.make("node");
        KeptPod pod = recorded(net, node, "a");
        AtomicReference<String> options = new AtomicReference<>("off");
        KeeperInputs inputs = new KeeperInputs(new AttachmentRecords(folder), () -> {}, options::get);
        try (RunningKeeper keeper = new RunningKeeper(net, node, inputs)) {
            keeper.answer(
                    (_, _) -> options.get().equals("off") ? new RepairResult.Off() : new RepairResult.Unchanged());
            net.ipLine("-n " + pod.name() + " route add 10.7.0.0/16 dev veth0");
            keeper.awaitState(State.OFF, 1);

            options.set("on");
            net.ipLine("-n " + pod.name() + " route add 10.8.0.0/16 dev veth0"); // wakes the keeper
            keeper.awaitState(State.KEPT, 1);
        }
    }

    @Test
    void aChangeInAPodLeadsToARepairOfThatPodOnly(ScratchNamespaces net) throws Exception {
        String node = net.make("node");
        KeptPod a = recorded(net, node, "a");
        KeptPod b = recorded(net, node, "b");
        try (RunningKeeper keeper = new RunningKeeper(net, node, folder)) {
            keeper.next();
            keeper.next();
            String path = "/proc/sys/net/ipv4/conf/all/rp_filter";
            AtomicInteger mtu =
                    new AtomicInteger(1300); // a new value each time, because the kernel reports only changes
            keeper.awaitRepairAfter(
                    () -> net.ipLine(
                            "-n " + a.name() + " route replace 10.7.0.0/16 dev veth0 mtu " + mtu.incrementAndGet()),
                    a.key(),
                    "pod: route 10.7.0.0/16 created or changed");
            keeper.untilNow();
            keeper.awaitRepairAfter(
                    () -> net.exec(a.name(), "sh", "-c", "echo 2 > " + path + "; echo 1 > " + path),
                    a.key(),
                    "pod: rp_filter");
            keeper.awaitRepairAfter(
                    () -> {
                        net.ipLine("-n " + node + " link set " + a.hostEnd() + " up");
                        net.ipLine("-n " + node + " link set " + a.hostEnd() + " down");
                    },
                    a.key(),
                    "host end vetha is");
            assertThat(keeper.untilNow()).noneMatch(asked -> asked.key().equals(b.key()));
        }
    }

    @Test
    void anAttachmentIsRepairedFromTheEndOfItsAddUntilItsDel(ScratchNamespaces net) throws Exception {
        String node = net.make("node");
        KeptPod pod = KeptPod.in(net, node, "a");
        KeptPod other = KeptPod.in(net, node, "b");
        try (RunningKeeper keeper = new RunningKeeper(net, node, folder)) {
            keeper.records.write(other.record(THEN));
            keeper.records.write(pod.record(THEN).with(Progress.STARTED));
            net.ipLine("-n " + pod.name() + " route add 10.7.0.0/16 dev veth0");
            net.ipLine("-n " + node + " link set " + pod.hostEnd() + " mtu 1400"); // wakes the keeper
            keeper.awaitRepair(other.key(), "");
            keeper.awaitState(State.UNFINISHED, 1);

            keeper.records.write(pod.record(THEN));
            net.ipLine("-n " + node + " link set " + pod.hostEnd() + " mtu 1390");
            keeper.awaitRepair(pod.key(), "ADD");

            keeper.records.write(pod.record(THEN).with(Progress.RELEASED));
            net.ipLine("-n " + node + " link set " + pod.hostEnd() + " mtu 1380");
            keeper.awaitState(State.UNFINISHED, 1);
            keeper.untilNow();
            net.ipLine("-n " + pod.name() + " route add 10.8.0.0/16 dev veth0");
            net.ipLine("-n " + other.name() + " route add 10.8.0.0/16 dev veth0");
            assertThat(keeper.next().key()).isEqualTo(other.key());

            keeper.records.remove(other.key());
            net.ipLine("-n " + node + " link set " + other.hostEnd() + " mtu 1380");
            keeper.awaitState(State.KEPT, 0);
        }
    }

    @Test
    void recordsOfAnotherNodeAndFilesThatAreNotRecordsAreIgnored(ScratchNamespaces net) throws Exception {
        String node = net.make("node");
        String elsewhere = net.make("elsewhere");
        KeptPod pod = KeptPod.in(net, node, "a");
        KeptPod other = KeptPod.in(net, node, "b");
        new AttachmentRecords(folder).write(pod.record(THEN));
        new AttachmentRecords(folder).write(other.record(THEN, elsewhere));
        Files.writeString(folder.resolve("garbage"), "{");
        try (RunningKeeper keeper = new RunningKeeper(net, node, folder)) {
            RunningKeeper.Asked first = keeper.next();
            assertThat(first.key()).isEqualTo(pod.key());
            assertThat(first.cause()).startsWith("the agent has started");
            keeper.awaitState(State.KEPT, 1);
            assertThat(keeper.lines.poll(60, TimeUnit.SECONDS))
                    .startsWith(folder.resolve("garbage") + ": is not the record of an attachment and is ignored: ");
            assertThat(keeper.untilNow()).noneMatch(asked -> asked.key().equals(other.key()));
        }
    }

    @Test
    void aPodThatUndoesRepairsIsLeftAloneUntilItsNextAdd(ScratchNamespaces net) throws Exception {
        String node = net.make("node");
        KeptPod pod = KeptPod.in(net, node, "a");
        new AttachmentRecords(folder).write(pod.record(THEN));
        try (RunningKeeper keeper = new RunningKeeper(net, node, folder)) {
            keeper.answer((record, history) -> {
                List<String> changes = List.of("setupRoutes: ip route add 10.7.0.0/16");
                RepairHistory now = history.apply(changes);
                keeper.records.find(record.key()).ifPresent(found -> write(keeper.records, found.with(now)));
                return new RepairResult.Repaired(changes);
            });
            for (int i = 1; i <= 5; i++) {
                keeper.next();
                assertThat(keeper.lines.poll(60, TimeUnit.SECONDS))
                        .startsWith("veth " + pod.name() + " eth0: repaired (");
                net.ipLine("-n " + pod.name() + " route add 10.7." + i + ".0/24 dev veth0");
            }
            assertThat(keeper.lines.poll(60, TimeUnit.SECONDS))
                    .startsWith("veth " + pod.name() + " eth0: is left alone, because another program");
            keeper.awaitState(State.LEFT_ALONE, 1);
            RepairHistory history = keeper.records.find(pod.key()).orElseThrow().history();
            assertThat(history.leftAlone()).isTrue();
            assertThat(history.repairs()).isEqualTo(5);

            keeper.records.write(pod.record(THEN.plusSeconds(1)));
            net.ipLine("-n " + node + " link set " + pod.hostEnd() + " mtu 1400");
            keeper.awaitRepair(pod.key(), "ADD");
            keeper.awaitState(State.KEPT, 1);
        }
    }

    private static void write(AttachmentRecords records, AttachmentRecord record) {
        try {
            records.write(record);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aFailureOfOneAttachmentIsLoggedOnceAndOtherAttachmentsAreStillRepaired(ScratchNamespaces net)
            throws Exception {
        String node = net.make("node");
        KeptPod a = recorded(net, node, "a");
        KeptPod b = recorded(net, node, "b");
        try (RunningKeeper keeper = new RunningKeeper(net, node, folder)) {
            keeper.answer((record, _) -> {
                if (record.key().equals(a.key())) {
                    throw new IllegalStateException("a defect");
                }
                return new RepairResult.Failed(new Failure.TryAgain("a call runs"));
            });
            net.ipLine("-n " + a.name() + " route add 10.7.0.0/16 dev veth0");
            keeper.awaitRepair(b.key(), "");
            keeper.awaitRepair(a.key(), "");
            keeper.awaitRepair(b.key(), "");
            keeper.awaitRepair(a.key(), "");
            keeper.awaitState(State.FAILING, 1);
            assertThat(keeper.lines).singleElement().asString().contains("not repaired", "a defect");
        }
    }

    /** A line feed in text from a pod could forge a report. */
    @Test
    void eachReportIsOneLine(ScratchNamespaces net) throws Exception {
        String node = net.make("node");
        KeptPod a = recorded(net, node, "a");
        KeptPod b = recorded(net, node, "b");
        try (RunningKeeper keeper = new RunningKeeper(net, node, folder)) {
            keeper.answer((record, _) -> record.key().equals(a.key())
                    ? new RepairResult.Failed(new Failure.NicWithoutAddress("first\nveth b eth0: second"))
                    : new RepairResult.Repaired(List.of("setupRoutes: first\nveth a eth0: second")));
            keeper.wake(a, b);
            assertThat(List.of(keeper.line(), keeper.line()))
                    .allSatisfy(line -> assertThat(line).contains("first; veth").doesNotContain("\n"));
        }
    }

    @Test
    void theKeeperBeginsAgainAfterAnError(ScratchNamespaces net) throws Exception {
        String node = net.make("node");
        KeptPod pod = recorded(net, node, "a");
        try (RunningKeeper keeper = new RunningKeeper(net, node, folder)) {
            keeper.failOnce(pod);
            keeper.awaitRepair(pod.key(), "the keeper has continued after an error");
            keeper.awaitState(State.KEPT, 1);
        }
    }

    @Test
    void repairsBeginAgainAfterTheFolderOfTheRecordsCouldNotBeRead(ScratchNamespaces net) throws Exception {
        String node = net.make("node");
        KeptPod pod = KeptPod.in(net, node, "a");
        Path file = Files.writeString(folder.resolve("no-folder"), "");
        try (RunningKeeper keeper = new RunningKeeper(net, node, file)) {
            assertThat(keeper.lines.poll(60, TimeUnit.SECONDS)).startsWith("attachments are not repaired for 1 s: ");
            Files.delete(file);
            keeper.records.write(pod.record(THEN));
            keeper.awaitRepair(pod.key(), "");
        }
    }

    @Test
    void aRecordThatIsRemovedWhileAnotherIsWrittenIsForgotten(ScratchNamespaces net) throws Exception {
        String node = net.make("node");
        KeptPod a = recorded(net, node, "a");
        KeptPod b = KeptPod.in(net, node, "b");
        try (RunningKeeper keeper = new RunningKeeper(net, node, folder)) {
            keeper.next();
            keeper.awaitState(State.KEPT, 1);
            keeper.answer((record, _) -> {
                if (record.key().equals(a.key())) {
                    // the keeper compares the records before and after both changes, but not in between
                    replace(keeper.records, record, b.record(record.time(), node));
                }
                return new RepairResult.Unchanged();
            });
            net.ipLine("-n " + a.name() + " route add 10.7.0.0/16 dev veth0");
            keeper.awaitRepair(b.key(), "ADD");

            keeper.records.write(a.record(THEN)); // equal to the removed record
            net.ipLine("-n " + node + " link set " + b.hostEnd() + " mtu 1400"); // wakes the keeper
            keeper.awaitRepair(a.key(), "ADD");
        }
    }

    private static void replace(AttachmentRecords records, AttachmentRecord before, AttachmentRecord now) {
        try {
            records.write(now);
            records.remove(before.key());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void manyChangesInOnePodLeadToFewRepairs(ScratchNamespaces net) throws Exception {
        String node = net.make("node");
        KeptPod a = recorded(net, node, "a");
        KeptPod b = recorded(net, node, "b");
        try (RunningKeeper keeper = new RunningKeeper(net, node, folder)) {
            keeper.next();
            keeper.next();
            Path batch = Files.writeString(
                    Files.createTempFile(folder.getParent(), "batch", ""),
                    IntStream.range(0, 20_000)
                            .mapToObj(i -> "route add 10." + (i >> 8) + "." + (i & 255) + ".0/24 dev veth0\n")
                            .collect(Collectors.joining()));
            long begin = System.nanoTime();
            net.ipLine("-n " + a.name() + " -batch " + batch);
            net.ipLine("-n " + b.name() + " route add 10.7.0.0/16 dev veth0");
            keeper.awaitRepair(b.key(), "");
            long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begin);
            assertThat(keeper.untilNow()).hasSizeLessThan((int) (5 * (seconds + 2)));
        }
    }
}
