package meta.image.broken;

import java.util.List;

/** The expected outcome of an ADD whose configuration names the step of a broken jar. */
public sealed interface Outcome {
    /** The exit status that the broken code passes to {@code Runtime.halt}. */
    int HALTED = 5;

    /**
     * The ADD fails with a CNI error.
     *
     * @param code the CNI error code
     * @param says texts that the details of the error contain; {@code FOLDER} stands for the folder of the jars
     */
    record Refused(int code, List<String> says) implements Outcome {
        public Refused {
            says = List.copyOf(says);
        }
    }

    /** The ADD succeeds. */
    record Succeeds() implements Outcome {}

    /**
     * The code ends the process. A cold call then ends with the exit status {@link #HALTED} and prints no answer. A warm call fails with
     * code 11.
     *
     * @param when the time at which the process ends
     */
    record NoAnswer(When when) implements Outcome {}

    /** The time at which the code ends the process. */
    enum When {
        /** While the jar is loaded, which also happens in calls that do not name the step. */
        LOADED,
        /** While the configuration is read or the step plans. The kernel is then unchanged. */
        PLANNED,
        /** After the changes in the kernel were applied. */
        APPLIED
    }
}
