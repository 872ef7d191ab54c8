package meta.core.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import meta.core.cni.Failure;
import meta.core.cni.JsonReader;
import meta.core.cni.JsonValue.JsonObject;
import meta.core.cni.ParsedJson;
import meta.core.kernel.NamespaceSource;
import meta.core.plugin.Catalog;
import meta.core.plugin.TypeWithoutSteps;
import meta.core.record.AttachmentRecord;
import meta.core.record.AttachmentRecord.Progress;
import meta.core.record.AttachmentRecord.RepairHistory;
import meta.core.record.AttachmentRecords;
import meta.core.record.PodNsid;
import meta.netlink.Errno;
import meta.netlink.netns.StrandedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A repair or a removal that throws an exception has failed. An exception after which the process must make no further call is thrown to the caller.
 */
class RecordedCallFailureTest {
    private static final String CONFIGURATION = """
            {"cniVersion": "1.0.0", "name": "lan", "type": "veth", "prevResult": {"cniVersion": "1.0.0",
             "interfaces": [{"name": "eth0", "sandbox": "/run/netns/pod"}],
             "ips": [{"address": "172.18.24.120/16", "interface": 0}]}}""";

    @TempDir
    private Path folder;

    @Test
    void aDefectIsAFailureOfTheCall() throws IOException {
        CallServices services = services(new IllegalStateException("a defect"));

        assertThat(repair(services))
                .isEqualTo(
                        new RepairResult.Failed(new Failure.Unexpected("java.lang.IllegalStateException: a defect")));
        assertThat(new RepairCall(services).plan(record(), CallClock.start())).isInstanceOf(RepairResult.Failed.class);
        assertThat(new SweepCall(services).remove(record())).isFalse();
    }

    @Test
    void aThreadThatCannotReturnToTheHostMakesNoFurtherCall() throws IOException {
        StrandedException stranded = new StrandedException("/run/netns/home: setns: EPERM", Errno.EPERM);
        CallServices services = services(stranded);

        assertThatThrownBy(() -> repair(services)).isSameAs(stranded);
        assertThatThrownBy(() -> new SweepCall(services).remove(record())).isSameAs(stranded);
    }

    @Test
    void aProcessWithoutMemoryMakesNoFurtherCall() throws IOException {
        OutOfMemoryError error = new OutOfMemoryError("Java heap space");
        CallServices services = services(error);

        assertThatThrownBy(() -> repair(services)).isSameAs(error);
        assertThatThrownBy(() -> new SweepCall(services).remove(record())).isSameAs(error);
    }

    @Test
    void aLackOfThreadsIsAFailureOfTheCall() throws IOException {
        CallServices services = services(new OutOfMemoryError("unable to create native thread"));

        assertThat(repair(services))
                .isEqualTo(new RepairResult.Failed(
                        new Failure.Exhausted("out of memory: unable to create native thread")));
        assertThat(new SweepCall(services).remove(record())).isFalse();
    }

    @Test
    void anOrphanThatAnotherCallHasRemovedDuringTheWaitForItsLockIsLeftAlone() throws IOException {
        AttachmentRecords records = new AttachmentRecords(folder.resolve("records"));
        records.write(record());
        CallServices services = new CallServices(
                NamespaceSource.byPath(),
                (_, _) -> {
                    removed(records);
                    return Catalog.of(List.of(new TypeWithoutSteps("veth")), List.of());
                },
                _ -> NodeOptions.NONE,
                new NoLog(),
                records);

        assertThat(new SweepCall(services).remove(record())).isFalse();
    }

    private static void removed(AttachmentRecords records) {
        try {
            records.remove(record().key());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static RepairResult repair(CallServices services) {
        return new RepairCall(services).repair(record(), RepairHistory.UNTOUCHED, CallClock.start());
    }

    /** {@return services that throw when a call asks for the steps} */
    private CallServices services(Throwable thrown) throws IOException {
        AttachmentRecords records = new AttachmentRecords(folder.resolve("records"));
        records.write(record());
        return new CallServices(
                NamespaceSource.byPath(), (_, _) -> thrown(thrown), _ -> NodeOptions.NONE, new NoLog(), records);
    }

    private static Catalog thrown(Throwable thrown) {
        switch (thrown) {
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            default -> throw new AssertionError(thrown);
        }
    }

    private static AttachmentRecord record() {
        SequencedMap<String, String> environment = new LinkedHashMap<>();
        environment.put("CNI_CONTAINERID", "0123456789abcdef");
        environment.put("CNI_IFNAME", "eth0");
        environment.put("CNI_NETNS", "/run/netns/pod");
        JsonObject configuration = JsonReader.read(CONFIGURATION.getBytes(StandardCharsets.UTF_8))
                        instanceof ParsedJson.Valid(JsonObject json)
                ? json
                : JsonObject.EMPTY;
        return new AttachmentRecord(
                "veth",
                environment,
                configuration,
                "4-2",
                PodNsid.NONE,
                "4-1",
                Instant.EPOCH,
                "1",
                Progress.COMPLETE,
                List.of(),
                List.of(),
                List.of(),
                RepairHistory.UNTOUCHED);
    }
}
