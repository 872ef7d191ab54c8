package meta.core.cni;

import java.util.List;
import meta.core.cni.JsonValue.JsonObject;

/**
 * The request configuration on standard input (CNI spec 1.1.0 section 3).
 *
 * @param version the version of the request and its answer
 * @param network the {@code name} of the network; empty if a DEL has none
 * @param json the whole configuration
 * @param previous the previous result; {@link PreviousResult#NONE} if there is none
 * @param problems every violation of the protocol. A DEL ignores them; other calls fail and report them together with the problems of the
 *     plugin's own keys
 */
public record RequestConfig(
        CniVersion version, String network, JsonObject json, PreviousResult previous, List<Problem> problems) {
    public RequestConfig {
        problems = List.copyOf(problems);
    }
}
