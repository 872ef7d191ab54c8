package meta.image.broken;

import java.util.List;

/** The outcome of an ADD that names the step of a broken jar. */
public sealed interface Outcome {
    /** The exit status of code that calls {@code Runtime.halt}. */
    int HALTED = 5;

    /**
     * An error.
     *
     * @param code the CNI error code
     * @param says parts of the details; {@code FOLDER} is the folder of the jars
     */
    record Refused(int code, List<String> says) implements Outcome {
        public Refused {
            says = List.copyOf(says);
        }
    }

    /** A result. */
    record Succeeds() implements Outcome {}

    /** A cold call ends with the status {@link #HALTED}, without an answer; a warm call fails with code 11. */
    record NoAnswer(When when) implements Outcome {}

    /** When the code ends the process. */
    enum When {
        /** While the jar is loaded, also in calls that do not name the step. */
        LOADED,
        PLANNED,
        /** After the changes in the kernel. */
        APPLIED
    }
}
