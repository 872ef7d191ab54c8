package meta.spi;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;

/**
 * The inputs of a call from the runtime, in addition to the options of the plugin (CNI spec 1.1.0 "Parameters", "Section 2" and "Section 5").
 *
 * <p>In a CHECK, {@link #previousResult} is the result of the whole chain, to which later plugins may have added. A step that plans from the previous
 * result must return the same plan for ADD and CHECK.
 */
public sealed interface CallInputs {
    /** Empty inputs, also those of a DEL. */
    CallInputs NONE = of("", Map.of());

    /** The key in {@code CNI_ARGS} of {@link #podName}. */
    String POD_NAME = "K8S_POD_NAME";

    /** The key in {@code CNI_ARGS} of {@link #podNamespace}. */
    String POD_NAMESPACE = "K8S_POD_NAMESPACE";

    /** The key in {@code CNI_ARGS} of {@link #podUid}. */
    String POD_UID = "K8S_POD_UID";

    /**
     * {@return inputs without {@code runtimeConfig} and without a previous result}
     *
     * @param cniVersion the {@code cniVersion} of the configuration, such as {@code 1.1.0}; empty if unknown
     * @param args the pairs of {@code CNI_ARGS}
     */
    static CallInputs of(String cniVersion, Map<String, String> args) {
        return new PlainCallInputs(cniVersion, new LinkedHashMap<>(args), new LinkedHashMap<>(), PrevResult.NONE);
    }

    /** {@return the inputs with these values of {@code runtimeConfig}, of the types that {@link #runtimeConfig} lists} */
    default CallInputs withRuntimeConfig(Map<String, ?> values) {
        return new PlainCallInputs(cniVersion(), args(), new LinkedHashMap<>(values), previousResult());
    }

    /** {@return the inputs with this result of the earlier plugins} */
    default CallInputs withPreviousResult(PrevResult result) {
        return new PlainCallInputs(cniVersion(), args(), runtimeConfig(), result);
    }

    /** {@return the {@code cniVersion} of the configuration, such as {@code 1.1.0}; empty if unknown} */
    String cniVersion();

    /** {@return the pairs of {@code CNI_ARGS} by their keys, in the order given} */
    SequencedMap<String, String> args();

    /** {@return the pod's name in Kubernetes; empty if the runtime does not pass it} */
    default String podName() {
        return args().getOrDefault(POD_NAME, "");
    }

    /** {@return the pod's namespace in Kubernetes; empty if the runtime does not pass it} */
    default String podNamespace() {
        return args().getOrDefault(POD_NAMESPACE, "");
    }

    /** {@return the pod's unique id in Kubernetes; empty if the runtime does not pass it} */
    default String podUid() {
        return args().getOrDefault(POD_UID, "");
    }

    /**
     * {@return the values of {@code runtimeConfig} by capability, such as {@code mac} or {@code portMappings}}
     *
     * <p>A runtime passes a value only for the capabilities that the configuration enables ({@code "capabilities": {"mac": true}}). A value is a
     * {@link String}, {@link Boolean}, {@link java.math.BigDecimal}, {@link java.util.List} or {@link Map} of such values, without {@code null}.
     */
    SequencedMap<String, Object> runtimeConfig();

    /** {@return the {@code prevResult}} */
    PrevResult previousResult();
}

record PlainCallInputs(
        String cniVersion,
        SequencedMap<String, String> args,
        SequencedMap<String, Object> runtimeConfig,
        PrevResult previousResult)
        implements CallInputs {
    PlainCallInputs {
        args = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(args));
        runtimeConfig = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(runtimeConfig));
    }
}
