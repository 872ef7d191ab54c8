package meta.launcher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import meta.core.call.CallServices;
import meta.core.call.NodeOptions;
import meta.core.keep.CommandOrphanRemoval.Orphan;
import meta.core.kernel.NamespaceSource;
import meta.core.record.AttachmentRecords;
import meta.core.record.KnownAttachments.Known;
import meta.launcher.call.NoCallLog;
import meta.launcher.call.TestCatalog;
import meta.launcher.pods.NodeAttachments;
import meta.launcher.pods.SampleRecords;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrintedOrphanRemovalTest {
    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private NodeAttachments node(Known attachment) {
        CallServices services = new CallServices(
                NamespaceSource.byPath(),
                (_, _) -> TestCatalog.catalog(),
                _ -> NodeOptions.NONE,
                new NoCallLog(),
                new AttachmentRecords(folder.resolve("attachments")));
        return new NodeAttachments(services, services, List.of(attachment), List.of());
    }

    @Test
    void anOrphanWhoseRecordAnotherCallHasRemovedIsNoFailure() {
        Known orphan = SampleRecords.known(SampleRecords.record("shop/web-0", "c0", "gone"));
        NodeAttachments node = node(orphan);
        PrintStream print = new PrintStream(out, true, StandardCharsets.UTF_8);
        StandardStreams streams = new StandardStreams(InputStream.nullInputStream(), false, print, print);
        PrintedOrphanRemoval removal = new PrintedOrphanRemoval(
                node,
                node.orphans(),
                Map.of(orphan.record().key(), Orphan.DUE),
                new AttachmentReport(streams, true),
                false);

        assertThat(removal.handle(orphan)).isEqualTo(PrintedOrphanRemoval.Outcome.STAYS);
        assertThat(out.toString(StandardCharsets.UTF_8))
                .endsWith(": not removed: another call has just replaced or removed its record\n");
    }
}
