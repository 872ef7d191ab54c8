package meta.core.cni;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;

/** The one factory of Jackson's that reader and writer share, and the limits of what is read. */
final class JsonFormat {
    /** How deep objects and arrays may be nested. */
    static final int DEEPEST = 100;

    /** How long a string may be: a pod's annotations, which a runtime may pass on, have 256 KiB at the most. */
    static final int LONGEST_TEXT = 1 << 18;

    static final int LONGEST_NAME = 4096;
    static final int LONGEST_NUMBER = 1000;

    static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST)
                    .maxStringLength(LONGEST_TEXT)
                    .maxNameLength(LONGEST_NAME)
                    .maxNumberLength(LONGEST_NUMBER)
                    .build())
            .build();

    private JsonFormat() {}
}
