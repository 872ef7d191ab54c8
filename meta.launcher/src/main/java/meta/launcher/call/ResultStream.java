package meta.launcher.call;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Writes the answer of a call, or the output of a command, to a stream. */
public final class ResultStream {
    private final OutputStream stdout;

    private ResultStream(OutputStream stdout) {
        this.stdout = stdout;
    }

    /**
     * {@return a result stream that writes to standard output} From now on, {@link System#out} writes to standard error, because standard
     * output must contain only the result.
     */
    public static ResultStream takeStdout() {
        System.setOut(System.err);
        return new ResultStream(new FileOutputStream(FileDescriptor.out));
    }

    /** {@return a result stream that writes to this stream} */
    public static ResultStream to(OutputStream elsewhere) {
        return new ResultStream(elsewhere);
    }

    /** Writes the answer and a line feed. If this fails, standard error receives a line. */
    public void write(String answer) {
        try {
            stdout.write((answer + "\n").getBytes(StandardCharsets.UTF_8));
            stdout.flush();
        } catch (IOException e) {
            System.err.println("the answer could not be written: " + e.getMessage());
        }
    }

    /** {@return a stream for text in UTF-8 that writes to the same destination, and flushes after each line} */
    public PrintStream asText() {
        return new PrintStream(stdout, true, StandardCharsets.UTF_8);
    }
}
