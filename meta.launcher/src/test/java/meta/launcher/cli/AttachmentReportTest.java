package meta.launcher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import meta.core.record.KnownAttachments.Known;
import meta.launcher.pods.AttachmentState;
import meta.launcher.pods.SampleRecords;
import meta.launcher.pods.ShownAttachment;
import org.junit.jupiter.api.Test;

class AttachmentReportTest {
    private static final Known KNOWN = SampleRecords.known(SampleRecords.record("shop/web-0", "c0", "gone"));

    private static String printed(AttachmentState state) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream print = new PrintStream(out, true, StandardCharsets.UTF_8);
        new AttachmentReport(new StandardStreams(InputStream.nullInputStream(), false, print, print), false)
                .print(new ShownAttachment(KNOWN, state));
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void anOrphanIsReportedWithThePathThatDoesNotLeadToItsNamespace() {
        assertThat(printed(new AttachmentState.Orphaned()))
                .endsWith(": orphaned: " + KNOWN.record().attachment().netns()
                        + " does not lead to the pod's network namespace\n");
    }

    @Test
    void eachSettingThatDisablesRepairsIsNamed() {
        assertThat(printed(new AttachmentState.NotRepaired()))
                .contains("network configuration", "options of the node", "\"repair\"", "\"skip_call\"");
    }
}
