package meta.image.topology;

import java.time.Duration;
import java.util.List;

/**
 * What a finished program said.
 *
 * @param took from its start until it was gone
 */
public record Output(List<String> words, int status, String stdout, String stderr, Duration took) {
    public boolean succeeded() {
        return status == 0;
    }

    /** {@return its standard output}; an error that tells everything when it has failed */
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
