package meta.core.cni;

import java.util.List;

/**
 * What came on standard input: the request configuration (CNI spec 1.1.0 section 3).
 *
 * @param version the version that is spoken
 * @param network the network's {@code name}; empty where a DEL names none
 * @param json all of it
 * @param previous what the plugins before in the chain have made; {@link CniResult#NOTHING} where there is none
 * @param problems what the protocol demands and is not so. A call other than DEL fails for them, together with whatever else is
 *     wrong with the configuration; a DEL goes on with what there is
 */
public record RequestConfig(
        CniVersion version, String network, JsonObject json, CniResult previous, List<Problem> problems) {
    public RequestConfig {
        problems = List.copyOf(problems);
    }
}
