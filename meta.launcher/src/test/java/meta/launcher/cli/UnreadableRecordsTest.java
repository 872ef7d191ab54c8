package meta.launcher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import meta.core.call.CallServices;
import meta.core.call.NodeOptions;
import meta.core.kernel.NamespaceSource;
import meta.core.record.AttachmentRecords;
import meta.launcher.call.NoCallLog;
import meta.launcher.call.TestCatalog;
import meta.launcher.pods.NodeAttachments;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** A command for all attachments fails if a record cannot be read, because the attachment of this record is then unknown. */
class UnreadableRecordsTest {
    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final PrintStream print = new PrintStream(out, true, StandardCharsets.UTF_8);
    private final StandardStreams streams = new StandardStreams(InputStream.nullInputStream(), false, print, print);

    private NodeAttachments node(String... problems) {
        CallServices services = new CallServices(
                NamespaceSource.byPath(),
                (_, _) -> TestCatalog.catalog(),
                _ -> NodeOptions.NONE,
                new NoCallLog(),
                new AttachmentRecords(folder.resolve("attachments")));
        return new NodeAttachments(services, services, List.of(), List.of(problems));
    }

    @Test
    void checkAllFails() throws Exception {
        CheckCommand check = new CheckCommand(streams);
        new CommandLine(check).parseArgs("--all");

        assertThat(check.check(node("/run/x: permission denied"))).isOne();
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("0 attachments, 0 with differences, 1 failed\n");
        assertThat(check.check(node())).isZero();
    }

    @Test
    void repairAllFails() throws Exception {
        RepairCommand repair = new RepairCommand(streams);
        new CommandLine(repair).parseArgs("--all", "--dry-run");

        assertThat(repair.repair(node("/run/x: permission denied"))).isOne();
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("0 attachments, 0 to repair, 1 failed\n");
        assertThat(repair.repair(node())).isZero();
    }

    @Test
    void podsFails() {
        PodsCommand pods = new PodsCommand(streams);

        assertThat(pods.print(node("/run/x: permission denied"))).isOne();
        assertThat(pods.print(node())).isZero();
    }
}
