package meta.core.cni;

import java.util.List;
import meta.core.cni.JsonValue.JsonObject;

/**
 * The network configuration in a request (CNI spec 1.1.0 section 3). The keys that the protocol defines are parsed and checked. The keys of the
 * plugin are only in {@code json}.
 *
 * @param version the version of the request and of its answer. It is {@link CniVersion#UNNAMED} if {@code cniVersion} is missing or empty,
 *     and the latest version for a DEL whose {@code cniVersion} is unknown
 * @param network the {@code name} of the network; empty if it is missing or invalid
 * @param json the whole configuration. For a DEL whose configuration is not valid JSON, only the members before the error; none if the
 *     configuration is not an object
 * @param previous the {@code prevResult}; {@link PreviousResult#NONE} if it is missing or not an object
 * @param problems the violations of the protocol; invalid values of the plugin's own keys are not among them
 */
public record RequestConfig(
        CniVersion version, String network, JsonObject json, PreviousResult previous, List<InputProblem> problems) {
    public RequestConfig {
        problems = List.copyOf(problems);
    }
}
