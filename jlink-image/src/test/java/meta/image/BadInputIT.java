package meta.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import meta.image.cluster.Cluster;
import meta.image.cluster.MainPluginConfig;
import meta.image.cluster.PodAndNodeState;
import meta.image.cni.Answer;
import meta.image.cni.Attachment;
import meta.image.cni.CniCall;
import meta.image.cni.CniError;
import meta.image.cni.Verb;
import meta.image.topology.Command;
import meta.image.topology.IpFamilies;
import meta.image.topology.Topology;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** If the input from a container runtime or a user is invalid, the answer is a CNI error, and the call changes nothing in the kernel. */
@OnRealKernel
class BadInputIT {
    private static final int INCOMPATIBLE_VERSION = 1;
    private static final int BAD_ENVIRONMENT = 4;
    private static final int UNDECODABLE = 6;
    private static final int BAD_CONFIGURATION = 7;

    private static Cluster cluster;
    private static Attachment eth0;
    private static PodAndNodeState before;

    @BeforeAll
    static void aPodThatWaitsForItsVeth(Topology net) {
        cluster = Cluster.in(net);
        eth0 = cluster.network(MainPluginConfig.MACVLAN, IpFamilies.DUAL).attachment(net.pod(), "eth0");
        eth0.addMain();
        before = PodAndNodeState.of(cluster, eth0.pod());
    }

    @AfterEach
    void nothingHasChanged() {
        PodAndNodeState.Change change = before.sinceThen();
        if (!change.equals(PodAndNodeState.Change.NONE)) {
            before = PodAndNodeState.of(cluster, eth0.pod()); // a failed test must not affect later tests
        }
        assertThat(change).isEqualTo(PodAndNodeState.Change.NONE);
    }

    @Test
    void emptyStandardInput() {
        refused(add().reading(""), UNDECODABLE);
    }

    @Test
    void closedStandardInput() {
        CniCall add = add();
        Command closed = Command.of("sh", "-c", "exec \"$0\" <&-", add.plugin().toString())
                .in(add.from())
                .with(add.environment());
        assertThat(new Answer(closed.run()).error().code()).isIn(5, UNDECODABLE);
    }

    @Test
    void truncatedJson() {
        String config = add().stdin();
        assertThat(refused(add().reading(config.substring(0, config.length() - 10)), UNDECODABLE))
                .contains("line 1")
                .contains("column");
    }

    @Test
    void twoConfigurationsOnOneInput() {
        refused(add().reading(add().stdin() + add().stdin()), UNDECODABLE);
    }

    @Test
    void jsonOfTenMegabytes() {
        refused(add().configured("padding", '"' + "x".repeat(10_000_000) + '"'), UNDECODABLE);
    }

    @Test
    void jsonThatIsTooDeep() {
        refused(add().reading("{\"cniVersion\": \"1.0.0\", \"a\": " + "[".repeat(100_000)), UNDECODABLE);
    }

    @Test
    void jsonThatIsNoObject() {
        refused(add().reading("[1, 2]"), UNDECODABLE);
    }

    @Test
    void valuesOfTheWrongTypeAreAllListed() {
        assertThat(refused(
                        add().configured("overlay_hijack_subnet", "5")
                                .configured("service_hijack_subnet", "[true]")
                                .configured("rp_filter", "7")
                                .configured("veth_mtu", "\"large\"")
                                .configured("exclude_node_interfaces", "[\"(\"]"),
                        BAD_CONFIGURATION))
                .contains("overlay_hijack_subnet: 5", "service_hijack_subnet[0]: true", "rp_filter: 7")
                .contains("veth_mtu: \"large\"", "exclude_node_interfaces[0]: \"(\"");
    }

    @Test
    void missingPreviousResult() {
        assertThat(refused(add().unconfigured("prevResult"), BAD_CONFIGURATION)).contains("prevResult");
    }

    @Test
    void previousResultThatIsNoResult() {
        assertThat(refused(add().configured("prevResult", "[]"), BAD_CONFIGURATION))
                .contains("prevResult");
        assertThat(refused(
                        add().configured(
                                        "prevResult",
                                        "{\"cniVersion\": \"1.0.0\", \"ips\": [{\"address\": \"10.0.0.300/8\"}]}"),
                        BAD_CONFIGURATION))
                .contains("prevResult.ips[0]", "10.0.0.300/8");
    }

    @Test
    void missingSubnetsAreAllNamed() {
        assertThat(refused(
                        add().unconfigured("overlay_hijack_subnet").unconfigured("service_hijack_subnet"),
                        BAD_CONFIGURATION))
                .contains("overlay_hijack_subnet", "service_hijack_subnet");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"10.244.128.0/64", "10.244.0.0", "10.244.0.0/33", "fd00::/129", "/16", "10.244.0.256/16", ""})
    void anInvalidSubnet(String cidr) {
        assertThat(refused(
                        add().configured("overlay_hijack_subnet", "[\"10.0.0.0/8\", \"" + cidr + "\"]"),
                        BAD_CONFIGURATION))
                .contains("overlay_hijack_subnet[1]", '"' + cidr + '"');
    }

    @Test
    void theErrorForAnUnknownStepNamesTheNearestStep() {
        assertThat(refused(add().configured("steps", "{\"setupRoute\": {\"enabled\": false}}"), BAD_CONFIGURATION))
                .contains("steps.setupRoute", "setupRoutes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"9.9.9\"", "\"1.0\"", "\"one\"", "1"})
    void anUnknownVersion(String version) {
        assertThat(refused(add().configured("cniVersion", version), INCOMPATIBLE_VERSION))
                .contains(version.replace("\"", ""), "1.1.0");
    }

    @Test
    void missingVariablesAreAllNamed() {
        assertThat(refused(
                        add().without("CNI_CONTAINERID")
                                .without("CNI_IFNAME")
                                .without("CNI_NETNS")
                                .without("CNI_PATH"),
                        BAD_ENVIRONMENT))
                .contains("CNI_CONTAINERID", "CNI_IFNAME", "CNI_NETNS");
    }

    @Test
    void emptyVariablesAreAllNamed() {
        assertThat(refused(
                        add().with("CNI_CONTAINERID", "").with("CNI_IFNAME", "").with("CNI_NETNS", ""),
                        BAD_ENVIRONMENT))
                .contains("CNI_CONTAINERID", "CNI_IFNAME", "CNI_NETNS");
    }

    @Test
    void aMissingCommand() {
        assertThat(refused(add().without("CNI_COMMAND"), BAD_ENVIRONMENT)).contains("CNI_COMMAND");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "add", "REMOVE", "ADD "})
    void anUnknownCommand(String command) {
        assertThat(refused(add().with("CNI_COMMAND", command), BAD_ENVIRONMENT)).contains("CNI_COMMAND");
    }

    @Test
    void aNamespaceThatDoesNotExist() {
        assertThat(refused(add().with("CNI_NETNS", "/run/netns/nowhere-7f3a"), BAD_ENVIRONMENT))
                .contains("CNI_NETNS", "/run/netns/nowhere-7f3a");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/etc/hostname", "/etc", "/dev/null", "/proc/self/ns/mnt", "/proc/self/ns/uts"})
    void anInvalidNamespace(String path) {
        isNoNamespace(path);
    }

    @Test
    void aNamespaceThatCannotBeOpened(@TempDir Path folder) throws IOException {
        Path loop = folder.resolve("loop");
        Files.createSymbolicLink(loop, loop);
        Path socket = folder.resolve("socket");
        try (var listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            listener.bind(UnixDomainSocketAddress.of(socket));
            isNoNamespace(socket.toString());
        }
        isNoNamespace(loop.toString());
        isNoNamespace(folder.resolve("x".repeat(256)).toString());
        isNoNamespace("/proc/self/fd/9/" + "x".repeat(4096));
    }

    /**
     * Asserts that ADD and CHECK reject the path, which is not that of a namespace. DEL must succeed, because a runtime can delete the
     * namespace before it calls DEL.
     */
    private static void isNoNamespace(String path) {
        String shown = path.substring(0, Math.min(path.length(), 60)); // an error shortens a long value
        assertThat(refused(add().with("CNI_NETNS", path), BAD_ENVIRONMENT)).contains("CNI_NETNS", shown);
        assertThat(refused(add().with("CNI_NETNS", path).with("CNI_COMMAND", "CHECK"), BAD_ENVIRONMENT))
                .contains("CNI_NETNS", shown);
        add().with("CNI_NETNS", path).with("CNI_COMMAND", "DEL").run().isQuietSuccess();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.3.1", "0.4.0", "1.0.0", "1.1.0"})
    void anErrorAboutTheEnvironmentIsOfTheConfigurationsVersion(String version) {
        CniCall add = add().configured("cniVersion", '"' + version + '"');

        for (CniCall call : List.of(
                add.without("CNI_IFNAME"),
                add.without("CNI_COMMAND"),
                add.with("CNI_COMMAND", "TEST"),
                add.with("CNI_COMMAND", "DEL").without("CNI_CONTAINERID"),
                add.with("CNI_NETNS", "/etc/hostname"))) {
            Answer answer = call.run();
            assertThat(answer.error(BAD_ENVIRONMENT).text()).contains("CNI_");
            assertThat(answer.output().stdout()).startsWith("{\"cniVersion\":\"" + version + "\",");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"sixteen-letters1", "a/b", "eth 0", "..", ".", "eth:0"})
    void anInterfaceNameThatTheKernelRejects(String ifname) {
        assertThat(refused(add().with("CNI_IFNAME", ifname), BAD_ENVIRONMENT)).contains("CNI_IFNAME", ifname);
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../etc/passwd", "a/b", "..", "-a", "a b", "_", "ä", "a\nb"})
    void anInvalidContainerId(String id) {
        assertThat(refused(add().with("CNI_CONTAINERID", id), BAD_ENVIRONMENT)).contains("CNI_CONTAINERID");
    }

    @Test
    void aNicThatIsNotThere() {
        assertThat(add().with("CNI_IFNAME", "net7").run().error().text()).contains("net7");
    }

    private static CniCall add() {
        return eth0.last(Verb.ADD);
    }

    private static String refused(CniCall call, int code) {
        CniError error = call.run().error(code);
        assertThat(error.msg()).isNotBlank();
        return error.text();
    }
}
