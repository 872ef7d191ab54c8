package meta.core.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import meta.core.cni.Failure;
import meta.core.kernel.NamespaceSource;
import meta.core.plugin.Catalog;
import meta.core.plugin.TypeWithoutSteps;
import meta.core.record.AttachmentRecord;
import meta.core.record.AttachmentRecord.RepairHistory;
import meta.core.record.AttachmentRecords;
import meta.netlink.Errno;
import meta.netlink.netns.StrandedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A repair ({@link RepairCall}) or the removal of an orphan ({@link OrphanRemovalCall}) returns a failure as its result. It throws an exception only
 * if its thread or the process must end.
 */
class RepairOrRemovalFailureTest {
    private static final AttachmentRecord RECORD = RecordedAdd.of("/run/netns/pod");

    @TempDir
    private Path folder;

    @Test
    void aDefectIsAFailureOfTheCall() throws IOException {
        CallServices services = services(new IllegalStateException("a defect"));

        assertThat(repair(services))
                .isEqualTo(
                        new RepairResult.Failed(new Failure.Unexpected("java.lang.IllegalStateException: a defect")));
        assertThat(new RepairCall(services).plan(RECORD, CallStopwatch.start()))
                .isInstanceOf(RepairResult.Failed.class);
        assertThat(new OrphanRemovalCall(services).remove(RECORD)).isFalse();
    }

    @Test
    void aThreadThatCannotReturnToTheHostMakesNoFurtherCall() throws IOException {
        StrandedException stranded = new StrandedException("/run/netns/home: setns: EPERM", Errno.EPERM);
        CallServices services = services(stranded);

        assertThatThrownBy(() -> repair(services)).isSameAs(stranded);
        assertThatThrownBy(() -> new OrphanRemovalCall(services).remove(RECORD)).isSameAs(stranded);
    }

    @Test
    void aProcessWithoutMemoryMakesNoFurtherCall() throws IOException {
        OutOfMemoryError error = new OutOfMemoryError("Java heap space");
        CallServices services = services(error);

        assertThatThrownBy(() -> repair(services)).isSameAs(error);
        assertThatThrownBy(() -> new OrphanRemovalCall(services).remove(RECORD)).isSameAs(error);
    }

    @Test
    void aLackOfThreadsIsAFailureOfTheCall() throws IOException {
        CallServices services = services(new OutOfMemoryError("unable to create native thread"));

        assertThat(repair(services))
                .isEqualTo(new RepairResult.Failed(
                        new Failure.Exhausted("out of memory: unable to create native thread")));
        assertThat(new OrphanRemovalCall(services).remove(RECORD)).isFalse();
    }

    @Test
    void anOrphanThatAnotherCallHasRemovedDuringTheWaitForItsLockIsLeftAlone() throws IOException {
        AttachmentRecords records = new AttachmentRecords(folder.resolve("records"));
        records.write(RECORD);
        CallServices services = new CallServices(
                NamespaceSource.byPath(),
                (_, _) -> {
                    removed(records);
                    return Catalog.of(List.of(new TypeWithoutSteps("veth")), List.of());
                },
                _ -> NodeOptions.NONE,
                new NoLog(),
                records);

        assertThat(new OrphanRemovalCall(services).remove(RECORD)).isFalse();
    }

    private static void removed(AttachmentRecords records) {
        try {
            records.remove(RECORD.key());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static RepairResult repair(CallServices services) {
        return new RepairCall(services).repair(RECORD, RepairHistory.UNTOUCHED, CallStopwatch.start());
    }

    /** {@return services that throw the given exception when a call asks for the steps} */
    private CallServices services(Throwable thrown) throws IOException {
        AttachmentRecords records = new AttachmentRecords(folder.resolve("records"));
        records.write(RECORD);
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
}
