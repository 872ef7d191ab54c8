package meta.core.cni;

import java.util.List;
import meta.core.cni.JsonValue.JsonObject;

/**
 * The network configuration in a request (CNI spec 1.1.0 section 3).
 *
 * @param version the version of the spec by which the request is read and answered
 * @param network the {@code name} of the network; empty if it is missing or invalid
 * @param json the configuration; for a DEL, the part of it that can be read
 * @param previous the {@code prevResult}; {@link PreviousResult#NONE} if it is missing or not an object
 * @param problems the violations of the protocol that {@link RequestReader} has found
 */
public record RequestConfig(
        CniVersion version, String network, JsonObject json, PreviousResult previous, List<InputProblem> problems) {
    public RequestConfig {
        problems = List.copyOf(problems);
    }
}
