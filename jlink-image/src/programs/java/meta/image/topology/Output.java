package meta.image.topology;

import java.time.Duration;
import java.util.List;

/**
 * The output of a finished program.
 *
 * @param took the time from its start to its end
 */
public record Output(List<String> words, int status, String stdout, String stderr, Duration took) {
    public boolean succeeded() {
        return status == 0;
    }

    /** {@return its standard output}; if it has failed, throws an error with all of its output */
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
