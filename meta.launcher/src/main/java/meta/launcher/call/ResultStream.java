package meta.launcher.call;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * The process's standard output, which is for the answer alone: whatever else prints there lands on standard error from now on.
 */
public final class ResultStream {
    private final OutputStream stdout;

    private ResultStream(OutputStream stdout) {
        this.stdout = stdout;
    }

    /** Takes standard output for the answer. */
    public static ResultStream takeStdout() {
        System.setOut(System.err);
        return new ResultStream(new FileOutputStream(FileDescriptor.out));
    }

    /** {@return a result stream to somewhere else, as for a call that is not this process's only one} */
    public static ResultStream to(OutputStream elsewhere) {
        return new ResultStream(elsewhere);
    }

    /** Writes the answer in one piece; a reader that has gone away is nobody to tell. */
    public void write(String answer) {
        try {
            stdout.write((answer + "\n").getBytes(StandardCharsets.UTF_8));
            stdout.flush();
        } catch (IOException e) {
            System.err.println("the answer could not be written: " + e.getMessage());
        }
    }

    /** {@return a stream of text to the same place, for commands whose output people read} */
    public PrintStream asText() {
        return new PrintStream(stdout, true, StandardCharsets.UTF_8);
    }
}
