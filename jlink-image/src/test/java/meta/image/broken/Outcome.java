package meta.image.broken;

import java.util.List;

/** How an ADD ends that names the step of a broken jar. */
public sealed interface Outcome {
    /** The exit status of code that calls {@code Runtime.halt}. */
    int HALTED = 5;

    /**
     * An error.
     *
     * @param code its CNI code
     * @param says parts of its details; {@code FOLDER} is the folder of the jars
     */
    record Refused(int code, List<String> says) implements Outcome {
        public Refused {
            says = List.copyOf(says);
        }
    }

    /** A result: the fault has no effect on an ADD. */
    record Succeeds() implements Outcome {}

    /**
     * A cold call ends without an answer, and with the status {@link #HALTED}; the client of an agent reports code 11.
     *
     * @param when when the process ends
     */
    record NoAnswer(When when) implements Outcome {}

    /** When code ends the process. */
    enum When {
        /** When the jar is loaded, so that calls that do not name the step end so, too. */
        LOADED,
        PLANNED,
        /** After the kernel's changes, which the DEL undoes. */
        APPLIED
    }
}
