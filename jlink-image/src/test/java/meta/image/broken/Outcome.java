package meta.image.broken;

import java.util.List;

/** The outcome of an ADD that names the step of a broken jar. */
public sealed interface Outcome {
    /** The exit status of code that calls {@code Runtime.halt}. */
    int HALTED = 5;

    /**
     * An error.
     *
     * @param code the CNI code of the error
     * @param says parts of the details of the error; {@code FOLDER} is the folder of the jars
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

    /** The time at which the code ends the process. */
    enum When {
        /** When the jar is loaded; then calls that do not name the step also end without an answer. */
        LOADED,
        PLANNED,
        /** After the changes in the kernel, which the DEL undoes. */
        APPLIED
    }
}
