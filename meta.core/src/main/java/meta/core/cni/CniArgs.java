package meta.core.cni;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import meta.spi.CallInputs;

/**
 * The pairs in the environment variable {@code CNI_ARGS}: {@code KEY=VALUE;KEY=VALUE} (CNI spec 1.1.0 "Parameters").
 *
 * @param pairs the value of each key, in the order in which the keys first occur; if a key occurs more than once, its last value counts
 */
public record CniArgs(SequencedMap<String, String> pairs) {
    public static final CniArgs NONE = new CniArgs(new LinkedHashMap<>());

    public CniArgs {
        pairs = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(pairs));
    }

    /** {@return the pairs in the value of {@code CNI_ARGS}} Parts without {@code =} or without a key are ignored. */
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

    /** {@return the name of the pod; empty if it is missing} */
    public String podName() {
        return pairs.getOrDefault(CallInputs.POD_NAME, "");
    }

    /** {@return the Kubernetes namespace of the pod; empty if it is missing} */
    public String podNamespace() {
        return pairs.getOrDefault(CallInputs.POD_NAMESPACE, "");
    }

    /** {@return the unique id of the pod; empty if it is missing} */
    public String podUid() {
        return pairs.getOrDefault(CallInputs.POD_UID, "");
    }

    /** {@return the id of the container that holds the pod's network namespace; empty if it is missing} */
    public String infraContainerId() {
        return pairs.getOrDefault("K8S_POD_INFRA_CONTAINER_ID", "");
    }
}
