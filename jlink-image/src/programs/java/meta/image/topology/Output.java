package meta.image.topology;

import java.time.Duration;
import java.util.List;

/**
 * What a program has printed, and how it ended.
 *
 * @param words the program and its arguments
 * @param status the exit status
 * @param took the time from the start of the program to its end
 */
public record Output(List<String> words, int status, String stdout, String stderr, Duration took) {
    public boolean succeeded() {
        return status == 0;
    }

    /**
     * {@return the standard output of the program}
     *
     * @throws AssertionError if the exit status is not 0; the message contains all output of the program
     */
    public String text() {
        if (!succeeded()) {
            throw new AssertionError(this);
        }
        return stdout;
    }

    @Override
    public String toString() {
        return "$ %s%n%s%s(exit status %d)".formatted(String.join(" ", words), stdout, stderr, status);
    }
}
