package meta.core.cni;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import meta.core.cni.RequestReadResult.Invalid;
import meta.core.cni.RequestReadResult.Valid;

/**
 * The input of an ADD, for tests. In the configurations, single quotes stand for double quotes.
 *
 * @param environment the environment variables of the call; a test can change the map
 */
record CallInput(Map<String, String> environment) {
    static final String CONFIG = """
            {'cniVersion': '1.0.0', 'name': 'lan', 'type': 'veth', 'prevResult': {
              'cniVersion': '1.0.0',
              'interfaces': [{'name': 'eth0', 'sandbox': '/run/netns/blue'}],
              'ips': [{'address': '10.1.0.5/16', 'interface': 0}]}}""";

    /** Creates the environment variables of a valid ADD. */
    CallInput() {
        this(new HashMap<>(Map.of(
                "CNI_COMMAND", "ADD",
                "CNI_CONTAINERID", "3f0c1d",
                "CNI_NETNS", "/run/netns/blue",
                "CNI_IFNAME", "eth0",
                "CNI_ARGS", "IgnoreUnknown=1;K8S_POD_NAME=web-0",
                "CNI_PATH", "/opt/cni/bin")));
    }

    /** {@return the request with this configuration, which must be valid} */
    CniRequest accepted(String config) {
        return switch (read(config)) {
            case Valid(CniRequest request) -> request;
            case Invalid rejected -> throw new AssertionError(rejected);
        };
    }

    /** {@return the result of reading the request with this configuration, which must be invalid} */
    Invalid rejected(String config) {
        return switch (read(config)) {
            case Valid accepted -> throw new AssertionError(accepted);
            case Invalid rejected -> rejected;
        };
    }

    RequestReadResult read(String config) {
        return RequestReader.read(
                environment, new ByteArrayInputStream(config.replace('\'', '"').getBytes(UTF_8)));
    }

    /** {@return a stream that throws an exception when it is read} */
    static InputStream closed() throws IOException {
        InputStream closed = InputStream.nullInputStream();
        closed.close();
        return closed;
    }
}
