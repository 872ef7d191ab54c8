package meta.launcher.call;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** The standard output of the process, reserved for the answer. */
public final class ResultStream {
    private final OutputStream stdout;

    private ResultStream(OutputStream stdout) {
        this.stdout = stdout;
    }

    /** {@return a result stream to standard output} From now on, {@link System#out} writes to standard error. */
    public static ResultStream takeStdout() {
        System.setOut(System.err);
        return new ResultStream(new FileOutputStream(FileDescriptor.out));
    }

    public static ResultStream to(OutputStream elsewhere) {
        return new ResultStream(elsewhere);
    }

    /** Writes the answer and a line feed. If that fails, only a line on standard error reports the error. */
    public void write(String answer) {
        try {
            stdout.write((answer + "\n").getBytes(StandardCharsets.UTF_8));
            stdout.flush();
        } catch (IOException e) {
            System.err.println("the answer could not be written: " + e.getMessage());
        }
    }

    /** {@return a text stream to the same destination; each line is flushed} */
    public PrintStream asText() {
        return new PrintStream(stdout, true, StandardCharsets.UTF_8);
    }
}
