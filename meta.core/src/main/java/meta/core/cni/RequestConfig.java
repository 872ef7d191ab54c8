package meta.core.cni;

import java.util.List;
import meta.core.cni.JsonValue.JsonObject;

/**
 * The network configuration in a request (CNI spec 1.1.0 section 3). The components are described as {@link RequestReader} sets them.
 *
 * @param version the version of the request and of its answer. It is {@link CniVersion#UNNAMED} if {@code cniVersion} is missing, null or
 *     empty, and the latest version for a DEL whose {@code cniVersion} is unknown
 * @param network the {@code name} of the network; empty if it is missing or invalid
 * @param json the whole configuration. For a DEL whose configuration cannot be parsed, only the members before the error; none if the
 *     configuration is not an object
 * @param previous the {@code prevResult}; {@link PreviousResult#NONE} if it is missing or not an object
 * @param problems the violations of the protocol that {@link RequestReader} has found: in {@code name} and {@code prevResult}; for a GC,
 *     also in the list of valid attachments; for a DEL, also a configuration that cannot be parsed as an object
 */
public record RequestConfig(
        CniVersion version, String network, JsonObject json, PreviousResult previous, List<InputProblem> problems) {
    public RequestConfig {
        problems = List.copyOf(problems);
    }
}
