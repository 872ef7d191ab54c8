package meta.core.cni;

import java.util.List;
import meta.core.cni.JsonValue.JsonObject;

/**
 * The request configuration on standard input (CNI spec 1.1.0 section 3).
 *
 * @param version the version of the request and of its answer; the latest one for a DEL with an unknown version
 * @param network the {@code name} of the network; empty if it is missing or invalid
 * @param json the whole configuration; for a DEL whose configuration is not valid JSON, its readable part
 * @param previous the previous result; {@link PreviousResult#NONE} if it is missing or not an object
 * @param problems every violation of the protocol. A DEL logs them and continues; any other call fails. ADD, CHECK and STATUS report them together
 *     with the problems of the plugin's own keys, which GC does not check
 */
public record RequestConfig(
        CniVersion version, String network, JsonObject json, PreviousResult previous, List<Problem> problems) {
    public RequestConfig {
        problems = List.copyOf(problems);
    }
}
