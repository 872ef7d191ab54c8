package meta.core.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import meta.core.kernel.NamespaceSource;
import meta.core.plugin.Catalog;
import meta.core.record.AttachmentRecords;
import org.junit.jupiter.api.Test;

/** A call that fails before its log is open still has an answer: a CNI error. */
class CniCallTest {
    private static final Map<String, String> ENVIRONMENT = Map.of(
            "CNI_COMMAND", "ADD",
            "CNI_CONTAINERID", "0123456789abcdef",
            "CNI_NETNS", "/run/netns/pod",
            "CNI_IFNAME", "eth0");

    private final List<String> answers = new ArrayList<>();

    @Test
    void aCallWithoutMemoryForItsRequestHasAnAnswer() {
        InputStream stdin = new InputStream() {
            @Override
            public int read() {
                throw new OutOfMemoryError("Java heap space");
            }

            @Override
            public int read(byte[] bytes, int offset, int length) {
                return read();
            }
        };

        CallOutcome outcome = run(stdin, _ -> NodeOptions.NONE);

        assertThat(outcome.shortage()).isEqualTo(CallOutcome.Shortage.OF_MEMORY);
        assertThat(answers).singleElement().asString().contains("out of memory: Java heap space");
    }

    @Test
    void aCallWithoutMemoryForItsLogHasAnAnswerInItsVersion() {
        String configuration = "{\"cniVersion\": \"0.4.0\", \"name\": \"lan\", \"type\": \"veth\"}";

        CallOutcome outcome =
                run(new ByteArrayInputStream(configuration.getBytes(StandardCharsets.UTF_8)), _ -> thrown());

        assertThat(outcome.shortage()).isEqualTo(CallOutcome.Shortage.OF_MEMORY);
        assertThat(answers)
                .singleElement()
                .asString()
                .contains("\"cniVersion\":\"0.4.0\"", "out of memory: Java heap space");
    }

    private static NodeOptions thrown() {
        throw new OutOfMemoryError("Java heap space");
    }

    private CallOutcome run(InputStream stdin, NodeOptionsSource options) {
        CallServices services = new CallServices(
                NamespaceSource.byPath(),
                (_, _) -> Catalog.of(List.of(), List.of()),
                options,
                new NoLog(),
                new AttachmentRecords(Path.of("/nowhere")));
        return new CniCall("veth", ENVIRONMENT, stdin, services).run(CallStopwatch.start(), answers::add);
    }
}
