package meta.core.cni;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import meta.core.cni.ParsedRequest.Invalid;
import meta.core.cni.ParsedRequest.Valid;

/**
 * The input of an ADD: tests change its environment and read a request from the environment and a configuration.
 *
 * @param environment the variables, in a map that a test can change
 */
record CallInput(Map<String, String> environment) {
    /** A valid configuration for {@link #CallInput()}, with single quotes. */
    static final String CONFIG = """
            {'cniVersion': '1.0.0', 'name': 'lan', 'type': 'veth', 'prevResult': {
              'cniVersion': '1.0.0',
              'interfaces': [{'name': 'eth0', 'sandbox': '/run/netns/blue'}],
              'ips': [{'address': '10.1.0.5/16', 'interface': 0}]}}""";

    /** The environment of a valid ADD for {@code eth0} in {@code /run/netns/blue}. */
    CallInput() {
        this(new HashMap<>(Map.of(
                "CNI_COMMAND", "ADD",
                "CNI_CONTAINERID", "3f0c1d",
                "CNI_NETNS", "/run/netns/blue",
                "CNI_IFNAME", "eth0",
                "CNI_ARGS", "IgnoreUnknown=1;K8S_POD_NAME=web-0",
                "CNI_PATH", "/opt/cni/bin")));
    }

    /** {@return the request, which must be valid; the configuration has single quotes instead of double ones} */
    CniRequest accepted(String config) {
        return switch (read(config)) {
            case Valid(CniRequest request) -> request;
            case Invalid rejected -> throw new AssertionError(rejected);
        };
    }

    /** {@return the invalid request, with its failure; the configuration has single quotes instead of double ones} */
    Invalid rejected(String config) {
        return switch (read(config)) {
            case Valid accepted -> throw new AssertionError(accepted);
            case Invalid rejected -> rejected;
        };
    }

    /** {@return the request, valid or not; the configuration has single quotes instead of double ones} */
    ParsedRequest read(String config) {
        return RequestReader.read(
                environment, new ByteArrayInputStream(config.replace('\'', '"').getBytes(UTF_8)));
    }

    /** {@return a standard input whose methods throw an {@link IOException}} */
    static InputStream closed() throws IOException {
        InputStream closed = InputStream.nullInputStream();
        closed.close();
        return closed;
    }
}
