package meta.image.install;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import meta.image.topology.Command;
import meta.image.topology.Output;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Debian package is installed, upgraded, removed and purged on a node with systemd. */
@Tag("install")
class DebianPackageIT {
    private static final String OLD = "1.0.0";
    private static final String NEW = "1.0.1";
    private static final String METACTL = "/opt/meta-plugins/current/bin/metactl";
    private static final List<String> LEFT_BY_REMOVAL =
            List.of("/etc/meta-plugins", "/etc/meta-plugins/defaults.json", "/var/log/meta-plugins");
    private static final Map<String, String> BY_SOCKET =
            Map.of("META_PLUGINS_AGENT", "/run/meta-plugins/agent.sock", "META_PLUGINS_AGENT_TIMEOUT", "60000");

    @TempDir
    static Path folder;

    @Test
    void eachActionOfDpkgLeavesTheListedFiles() throws Exception {
        try (Node node = node("acts")) {
            NavigableSet<String> before = files(node);

            assertThat(dpkg(node, "--install", deb(OLD))).contains("a call through the agent takes ");
            assertThat(since(before, node)).containsExactlyElementsOf(expected(node, OLD));
            NavigableSet<String> installed = files(node);

            assertThat(dpkg(node, "--install", deb(NEW))).contains("a call through the agent takes ");
            assertThat(since(before, node)).containsExactlyElementsOf(expected(node, NEW, OLD));
            assertThat(node.shell(METACTL + " install --status")).contains("intact   yes", "by       deb");

            dpkg(node, "--install", deb(OLD));
            assertThat(since(before, node)).containsExactlyElementsOf(expected(node, OLD, NEW));

            dpkg(node, "--remove", "meta-plugins");
            assertThat(since(before, node)).containsExactlyElementsOf(LEFT_BY_REMOVAL);
            dpkg(node, "--purge", "meta-plugins");
            assertThat(since(before, node)).isEmpty();

            dpkg(node, "--install", deb(OLD));
            assertThat(files(node)).containsExactlyElementsOf(installed);
            dpkg(node, "--purge", "meta-plugins");
            assertThat(since(before, node)).isEmpty();
        }
    }

    @Test
    void aPurgeLeavesWhatLivingPodsNeed() throws Exception {
        try (Node node = node("pods")) {
            NavigableSet<String> before = files(node);
            dpkg(node, "--install", deb(OLD));
            NodePod.connect(node);
            NodePod pod = NodePod.start(node, 1);
            assertThat(pod.call("ADD", "/usr/lib/cni/veth", BY_SOCKET).text()).contains("\"veth0\"");

            String said = dpkg(node, "--purge", "meta-plugins");

            assertThat(said).contains("a pod still uses", "uninstall --finish");
            assertThat(pod.call("VERSION", "/usr/lib/cni/veth", Map.of()).text())
                    .contains("supportedVersions");
            assertThat(pod.call("ADD", "/usr/lib/cni/veth", Map.of()).stdout()).contains("was uninstalled");
            assertThat(pod.call("DEL", "/usr/lib/cni/veth", Map.of()).text()).isEmpty();
            pod.end();
            awaitNoPods(node);
            assertThat(node.shell(METACTL + " uninstall --finish")).contains("nothing of it is left");
            assertThat(since(before, node)).isEmpty();
        }
    }

    /** The rule for the table of {@code router} and the loose {@code rp_filter} stay on the node until no pod has objects. */
    @Test
    void aRemovalWithoutPodsUndoesTheChangesOfTheNode() throws Exception {
        try (Node node = node("changes")) {
            NavigableSet<String> before = files(node);
            node.shell("echo 1 >/proc/sys/net/ipv4/conf/all/rp_filter");
            NodePod.connect(node);
            node.shell("ip rule add from 172.18.0.2 table 77; ip route add default via 172.18.0.1 table 77");
            String unchanged = changes(node);
            for (boolean isPodAlive : List.of(true, false)) {
                dpkg(node, "--install", deb(OLD));
                NodePod pod = NodePod.start(node, 1);
                assertThat(pod.call("ADD", "/usr/lib/cni/veth", BY_SOCKET).text())
                        .contains("\"veth0\"");
                if (!isPodAlive) {
                    assertThat(pod.call("DEL", "/usr/lib/cni/veth", BY_SOCKET).text())
                            .isEmpty();
                }
                String changed = changes(node);
                assertThat(changed).contains("lookup 500").endsWith("rp_filter 2\n");

                dpkg(node, "--remove", "meta-plugins");

                assertThat(changes(node)).isEqualTo(isPodAlive ? changed : unchanged);
                pod.end();
                awaitNoPods(node);
                dpkg(node, "--purge", "meta-plugins");
                assertThat(changes(node)).isEqualTo(unchanged);
                assertThat(since(before, node)).isEmpty();
            }
        }
    }

    @Test
    void theUnitAnswersCallsUnderItsHardening() throws Exception {
        try (Node node = node("unit")) {
            node.shell("""
                mkdir -p /etc/systemd/system/meta-plugins-agent.service.d
                printf '[Service]\\nWatchdogSec=3\\n' >/etc/systemd/system/meta-plugins-agent.service.d/watchdog.conf
                """); // with the unit's 30 s, the test would take longer
            dpkg(node, "--install", deb(OLD));
            NodePod.connect(node);
            NodePod pod = NodePod.start(node, 1);

            systemctl(node, "stop", "meta-plugins-agent.service");
            assertThat(isActive(node)).isFalse();
            assertLives(node, pod);
            assertThat(isActive(node)).as("the agent, started by its socket").isTrue();
            String first = pid(node);

            node.shell("kill -TERM $1; while [ -e /proc/$1 ]; do sleep 0.1; done", first);
            assertLives(node, pod);
            String second = pid(node);
            assertThat(second).isNotEqualTo(first);

            node.shell("kill -KILL $1; while [ -e /proc/$1 ]; do sleep 0.1; done", second);
            assertLives(node, pod);
            String third = pid(node);

            node.shell("kill -STOP $1; while [ -e /proc/$1 ]; do sleep 0.1; done", third);
            assertLives(node, pod);
            assertThat(node.shell("systemctl show --property NRestarts --value meta-plugins-agent.service")
                            .strip())
                    .as("after SIGTERM, SIGKILL and the watchdog")
                    .isEqualTo("3");
            assertThat(node.shell("systemctl show --property Result --value meta-plugins-agent.service")
                            .strip())
                    .isEqualTo("success");
        }
    }

    private static Node node(String name) throws Exception {
        Path root = DebianRoot.unpack(folder.resolve(name));
        for (String version : List.of(OLD, NEW)) {
            Command.of(
                            "sh",
                            "-euc",
                            "cp $1/*_amd64.deb $2",
                            "sh",
                            Packages.ofVersion(version).toString(),
                            root.resolve(deb(version).substring(1)).toString())
                    .run()
                    .text();
        }
        return BootedNode.boot(root);
    }

    private static String deb(String version) {
        return "/root/" + version + ".deb";
    }

    private static String dpkg(Node node, String... words) {
        Output output = node.command(words("dpkg", words)).run();
        assertThat(output.status()).as("%s", output).isZero();
        return output.stdout() + output.stderr();
    }

    private static void systemctl(Node node, String... words) {
        node.command(words("systemctl", words)).run().text();
    }

    private static List<String> words(String program, String... more) {
        List<String> words = new ArrayList<>(List.of(program));
        words.addAll(List.of(more));
        return words;
    }

    private static boolean isActive(Node node) {
        return node.command(List.of("systemctl", "is-active", "--quiet", "meta-plugins-agent.service"))
                .run()
                .succeeded();
    }

    private static String pid(Node node) {
        return node.shell("systemctl show --property MainPID --value meta-plugins-agent.service")
                .strip();
    }

    private static void assertLives(Node node, NodePod pod) {
        assertThat(pod.call("ADD", "/usr/lib/cni/veth", BY_SOCKET).text()).contains("\"veth0\"");
        assertThat(pod.devices()).contains("veth0");
        assertThat(pod.call("CHECK", "/usr/lib/cni/veth", BY_SOCKET).text()).isEmpty();
        assertThat(pod.call("DEL", "/usr/lib/cni/veth", BY_SOCKET).text()).isEmpty();
        assertThat(pod.devices()).doesNotContain("veth0");
        assertThat(node.shell("env -u META_PLUGINS_AGENT " + METACTL + " agent status"))
                .contains("calls 3, failed 0");
    }

    /** {@return those objects and sysctls of the node that calls change once for all pods} */
    private static String changes(Node node) {
        return node.shell("ip rule show; echo rp_filter $(cat /proc/sys/net/ipv4/conf/all/rp_filter)");
    }

    /** Waits until the node has no host ends, because the kernel removes devices some time after their namespace. */
    private static void awaitNoPods(Node node) {
        node.shell("while ip link show type veth | grep -q meta-plugins; do sleep 0.1; done");
    }

    /** {@return the files of the node, except those that systemd and dpkg write} */
    private static NavigableSet<String> files(Node node) {
        return new TreeSet<>(
                node.shell("find / -xdev \\( -path /var/lib/dpkg -o -path /var/lib/systemd -o -path /var/log/journal"
                                + " -o -path /var/cache -o -path /var/tmp -o -path /var/log/dpkg.log -o -path /etc/.updated -o"
                                + " -path /var/.updated -o -path /root \\) -prune -o -print")
                        .lines()
                        .toList());
    }

    private static NavigableSet<String> since(NavigableSet<String> before, Node node) {
        NavigableSet<String> now = files(node);
        now.removeAll(before);
        return now;
    }

    /** {@return the files that an installation with these versions has} */
    private static NavigableSet<String> expected(Node node, String... versions) {
        NavigableSet<String> expected = new TreeSet<>();
        node.shell("dpkg --listfiles meta-plugins | while read -r file; do [ -d \"$file\" ] && ["
                        + " \"${file#*meta-plugins}\" = \"$file\" ] || echo \"$file\"; done")
                .lines()
                .forEach(expected::add);
        for (String version : versions) {
            String home = "/opt/meta-plugins/versions/" + Packages.folderOf(version);
            expected.add(home + "/lib/meta/manifest");
            node.shell("cut -d ' ' -f 3 $1/lib/meta/manifest", home).lines().forEach(file -> {
                for (String path = home + "/" + file;
                        path.length() >= home.length();
                        path = path.substring(0, path.lastIndexOf('/'))) {
                    expected.add(path);
                }
            });
        }
        for (String more : List.of("", "/.lock", "/current", "/installed.json", "/versions")) {
            expected.add("/opt/meta-plugins" + more);
        }
        for (String unit : List.of(
                "meta-plugins-agent.service",
                "meta-plugins-agent.socket",
                "meta-plugins-repair.service",
                "meta-plugins-repair.timer",
                "sockets.target.wants",
                "sockets.target.wants/meta-plugins-agent.socket")) {
            expected.add("/etc/systemd/system/" + unit);
        }
        expected.addAll(List.of("/usr/lib/cni/router", "/usr/lib/cni/veth", "/var/log/meta-plugins"));
        return expected;
    }
}
