package meta.spi;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;

/**
 * What the runtime passes to a CNI call in addition to the attachment and the options of the plugin: {@code cniVersion}, {@code CNI_ARGS},
 * {@code runtimeConfig} and {@code prevResult} (CNI spec 1.1.0).
 *
 * <p>In an ADD, {@link #previousResult} is the result of the plugins before this one. In a CHECK, it is the result of the whole chain, so
 * later plugins may have added to it. A step that plans from the previous result must return the same plan in both cases.
 */
public sealed interface CallInputs {
    /** Empty inputs. {@link Step#questions} gets them in a DEL. */
    CallInputs NONE = of("", Map.of());

    /** The key of the pod's name in {@code CNI_ARGS}. */
    String POD_NAME = "K8S_POD_NAME";

    /** The key of the pod's Kubernetes namespace in {@code CNI_ARGS}. */
    String POD_NAMESPACE = "K8S_POD_NAMESPACE";

    /** The key of the pod's unique id in {@code CNI_ARGS}. */
    String POD_UID = "K8S_POD_UID";

    /**
     * {@return inputs without {@code runtimeConfig} and without a previous result}
     *
     * @param cniVersion as for {@link #cniVersion()}
     * @param args the {@code CNI_ARGS} as a map from key to value
     */
    static CallInputs of(String cniVersion, Map<String, String> args) {
        return new PlainCallInputs(cniVersion, new LinkedHashMap<>(args), new LinkedHashMap<>(), PrevResult.NONE);
    }

    /**
     * {@return a copy with these values of {@code runtimeConfig}}
     *
     * @param values capability name to value, with the value types of {@link #runtimeConfig}
     */
    default CallInputs withRuntimeConfig(Map<String, ?> values) {
        return new PlainCallInputs(cniVersion(), args(), new LinkedHashMap<>(values), previousResult());
    }

    /** {@return a copy with this previous result} */
    default CallInputs withPreviousResult(PrevResult result) {
        return new PlainCallInputs(cniVersion(), args(), runtimeConfig(), result);
    }

    /** {@return the {@code cniVersion} of the network configuration, such as {@code 1.1.0}; {@code 0.1.0} if it has none} */
    String cniVersion();

    /** {@return the {@code CNI_ARGS} as a map from key to value, in the order of the variable; unmodifiable} */
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
     * {@return the {@code runtimeConfig} as a map from capability name, such as {@code mac} or {@code portMappings}, to value;
     * unmodifiable}
     *
     * <p>A runtime passes values only for those capabilities that the network configuration enables ({@code "capabilities": {"mac":
     * true}}). A value is a {@link String}, {@link Boolean} or {@link java.math.BigDecimal}, or a {@link java.util.List} or {@link Map} of
     * such values, but not {@code null}.
     */
    SequencedMap<String, Object> runtimeConfig();

    /** {@return the {@code prevResult}; {@link PrevResult#NONE} if the runtime passes none} */
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
