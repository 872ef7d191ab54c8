package meta.launcher.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;

/**
 * The log of a call is written after the answer if it is short and the last call with the same log file had no error. Otherwise, the log is
 * written during the call.
 */
class CallStderrAndLogTest {
    private static final Path FILE = Path.of("/var/log/meta-plugins/veth.log");

    private final DeferredLogFiles logs = new DeferredLogFiles();
    private final List<String> written = new ArrayList<>();
    private final ByteArrayOutputStream journal = new ByteArrayOutputStream();

    @Test
    void theFirstLogOfAFileIsWrittenAtOnce() {
        CallStderrAndLog output = new CallStderrAndLog(logs);
        Executor access = output.of(FILE);

        access.execute(() -> written.add("a line"));

        assertThat(written).containsExactly("a line");
    }

    @Test
    void theNextLogOfAFileIsWrittenInOrderAfterTheAnswer() {
        writeOnce();
        CallStderrAndLog output = new CallStderrAndLog(logs);
        Executor access = output.of(FILE);

        access.execute(() -> written.add("first"));
        access.execute(() -> written.add("second"));
        assertThat(written).isEmpty();
        end(output);

        assertThat(written).containsExactly("first", "second");
        assertThat(journal.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    @Test
    void anErrorAfterTheAnswerIsInTheJournalAndTheNextErrorIsPartOfTheAnswer() {
        writeOnce();
        CallStderrAndLog output = new CallStderrAndLog(logs);
        output.of(FILE).execute(() -> output.stderr().println("no space"));
        assertThat(output.errors()).isEmpty();
        end(output);
        assertThat(journal.toString(StandardCharsets.UTF_8)).isEqualTo("no space\n");

        CallStderrAndLog next = new CallStderrAndLog(logs);
        next.of(FILE).execute(() -> next.stderr().println("no space"));

        assertThat(next.errors()).isEqualTo("no space\n");
    }

    @Test
    void aLongLogIsWrittenInOrderBeforeTheAnswer() {
        writeOnce();
        CallStderrAndLog output = new CallStderrAndLog(logs);
        Executor access = output.of(FILE);
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            String line = "line " + i;
            lines.add(line);
            access.execute(() -> written.add(line));
        }

        assertThat(written).isEqualTo(lines);
    }

    private void writeOnce() {
        CallStderrAndLog output = new CallStderrAndLog(logs);
        output.of(FILE).execute(() -> {});
        end(output);
    }

    private void end(CallStderrAndLog output) {
        output.writeLog(new PrintStream(journal, true, StandardCharsets.UTF_8));
    }
}
