package meta.core.cni;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** Fuzz target: any environment variables and any standard input result in a request, or in a failure with a reason. */
public final class RequestFuzz {
    private static final CniVerb[] VERBS = CniVerb.values();

    private RequestFuzz() {}

    /**
     * Reads the request of one call.
     *
     * @param bytes the input: one byte that selects the verb, then {@code CNI_ARGS} up to the first line feed, then the configuration;
     *     without a line feed, the same bytes are both {@code CNI_ARGS} and the configuration
     */
    public static void fuzzerTestOneInput(byte[] bytes) {
        if (bytes.length == 0) {
            return;
        }
        String text = new String(bytes, 1, bytes.length - 1, StandardCharsets.ISO_8859_1);
        int end = text.indexOf('\n');
        String args = end < 0 ? text : text.substring(0, end);
        Map<String, String> variables = new TreeMap<>(Map.of(
                "CNI_COMMAND", VERBS[Byte.toUnsignedInt(bytes[0]) % VERBS.length].name(),
                "CNI_CONTAINERID", "c1",
                "CNI_NETNS", "/run/netns/pod",
                "CNI_IFNAME", "eth0",
                "CNI_PATH", "/opt/cni/bin"));
        variables.put("CNI_ARGS", args);
        assertThat(CniArgs.parse(args).pairs())
                .allSatisfy((key, _) -> assertThat(key).isNotEmpty());
        byte[] stdin = text.substring(end + 1).getBytes(StandardCharsets.ISO_8859_1);

        RequestReadResult reading = RequestReader.read(variables, new ByteArrayInputStream(stdin));

        assertThat(reading).isInstanceOfAny(RequestReadResult.Valid.class, RequestReadResult.Invalid.class);
    }
}
