package meta.core.cni;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import meta.spi.CallInputs;

/**
 * The pairs of {@code CNI_ARGS}: {@code KEY=VALUE;KEY=VALUE} (CNI spec 1.1.0 "Parameters").
 *
 * <p>The plugins use them only to identify the pod; a third-party step can read all of them. Text that is not a pair is ignored. Unknown keys have no
 * effect, with or without {@code IgnoreUnknown}.
 *
 * @param pairs the values by their keys, in the order in which the keys first occur; the last value if a key occurs twice
 */
public record CniArgs(SequencedMap<String, String> pairs) {
    /** Arguments without any pair. */
    public static final CniArgs NONE = new CniArgs(new LinkedHashMap<>());

    public CniArgs {
        pairs = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(pairs));
    }

    /** {@return the pairs in a value of {@code CNI_ARGS}} An empty text has no pairs; a value may contain {@code =}. */
    public static CniArgs parse(String text) {
        SequencedMap<String, String> pairs = new LinkedHashMap<>();
        int start = 0;
        while (start <= text.length()) {
            int semicolon = text.indexOf(';', start);
            int end = semicolon < 0 ? text.length() : semicolon;
            int equals = text.indexOf('=', start);
            if (equals > start && equals < end) {
                pairs.put(text.substring(start, equals), text.substring(equals + 1, end));
            }
            start = end + 1;
        }
        return new CniArgs(pairs);
    }

    /** {@return the pod's name; empty if the runtime does not set it} */
    public String podName() {
        return pairs.getOrDefault(CallInputs.POD_NAME, "");
    }

    /** {@return the Kubernetes namespace of the pod; empty if the runtime does not set it} */
    public String podNamespace() {
        return pairs.getOrDefault(CallInputs.POD_NAMESPACE, "");
    }

    /** {@return the pod's unique id; empty if the runtime does not set it} */
    public String podUid() {
        return pairs.getOrDefault(CallInputs.POD_UID, "");
    }

    /** {@return the id of the container that holds the pod's network namespace; empty if the runtime does not set it} */
    public String infraContainerId() {
        return pairs.getOrDefault("K8S_POD_INFRA_CONTAINER_ID", "");
    }
}
