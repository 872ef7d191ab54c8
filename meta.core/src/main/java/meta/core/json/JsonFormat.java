package meta.core.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;

/** The one factory of Jackson's that reader and writer share, and the limits of what is read. */
final class JsonFormat {
    /** How deep objects and arrays may be nested. */
    static final int DEEPEST = 100;

    private static final int LONGEST_NUMBER = 1000;

    static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST)
                    .maxStringLength(JsonReader.LARGEST)
                    .maxNameLength(JsonReader.LARGEST)
                    .maxNumberLength(LONGEST_NUMBER)
                    .build())
            .build();

    private JsonFormat() {}
}
