package meta.launcher.call;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Writes the answer of a call, or the output of a command, to standard output, which must contain nothing else. */
public final class ResultStream {
    private final OutputStream stdout;

    private ResultStream(OutputStream stdout) {
        this.stdout = stdout;
    }

    /**
     * {@return a result stream that writes to standard output} From now on, {@link System#out} writes to standard error, so that no other code of the
     * process can write to standard output.
     */
    public static ResultStream takeStdout() {
        System.setOut(System.err);
        return new ResultStream(new FileOutputStream(FileDescriptor.out));
    }

    /** {@return a result stream that writes to this stream and never closes it} */
    public static ResultStream to(OutputStream elsewhere) {
        return new ResultStream(elsewhere);
    }

    /** Writes the answer and a line feed. Throws no exception: if the answer cannot be written, standard error receives a line. */
    public void write(String answer) {
        try {
            stdout.write((answer + "\n").getBytes(StandardCharsets.UTF_8));
            stdout.flush();
        } catch (IOException e) {
            System.err.println("the answer could not be written: " + e.getMessage());
        }
    }

    /** {@return a stream for text that writes to the same destination in UTF-8, and flushes after each line} */
    public PrintStream asText() {
        return new PrintStream(stdout, true, StandardCharsets.UTF_8);
    }
}
