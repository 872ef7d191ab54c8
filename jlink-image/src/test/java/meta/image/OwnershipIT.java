package meta.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import meta.image.cluster.Cluster;
import meta.image.cluster.MainPluginConfig;
import meta.image.cni.Attachment;
import meta.image.cni.CniCall;
import meta.image.cni.Verb;
import meta.image.state.Delta;
import meta.image.state.State;
import meta.image.topology.Command;
import meta.image.topology.IpFamilies;
import meta.image.topology.Namespace;
import meta.image.topology.Ping;
import meta.image.topology.Pod;
import meta.image.topology.Topology;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls for a pod change neither objects of other programs nor objects of other pods. */
@OnRealKernel
class OwnershipIT {
    @InjectTopology
    private static Topology topology;

    @InjectTopology
    private static Cluster cluster;

    /** Another tool has created a veth pair for the pod, and no ADD of ours was called. */
    @ParameterizedTest(name = "{0} with {1} in the pod, alias {2}")
    @CsvSource({
        "foo0,         veth0, ''",
        "veth{10},     veth0, ''",
        "veth{11},     in0,   ''",
        "veth{11},     veth0, mine",
        "veth{11},     veth0, meta-plugins network=podnet",
        "veth{11},     veth0, 'meta-plugins network=podnet container={64} ifname=eth0, spare'",
    })
    void aPairThatOnlyResemblesThoseOfThePluginsSurvivesDelAndGc(String name, String inside, String alias) {
        Attachment eth0 =
                cluster.network(MainPluginConfig.MACVLAN, IpFamilies.IPV4).attachment(topology.pod(), "eth0");
        eth0.addMain();
        Namespace node = cluster.node().netns();
        String host = named(name, eth0.pod());
        node.ip("link add " + host + " type veth peer name " + inside + " netns "
                + eth0.pod().netns().name());
        if (!alias.isEmpty()) {
            Command.of("ip", "-n", node.name(), "link", "set", host, "alias", named(alias, eth0.pod()))
                    .run()
                    .text();
        }
        if (inside.equals("veth0")) {
            assertThat(eth0.last(Verb.ADD).run().error(100).text()).contains("veth0", host);
        }
        State before = State.of(node);

        delWithPrevious(eth0).run().isQuietSuccess();
        delWithPrevious(eth0).unconfigured("prevResult").run().isQuietSuccess();
        gc(eth0).run().isQuietSuccess();

        assertThat(Delta.between(before, State.of(node))).isEqualTo(Delta.NONE);
        node.ip("link del " + host);
        eth0.addLast();
        eth0.check();
        eth0.del();
    }

    private static String named(String text, Pod pod) {
        return text.replace("{10}", pod.containerId().substring(0, 10))
                .replace("{11}", pod.containerId().substring(0, 11))
                .replace("{64}", pod.containerId());
    }

    private static CniCall delWithPrevious(Attachment eth0) {
        return eth0.last(Verb.DEL).configured("prevResult", eth0.mainResult().toString());
    }

    private static CniCall gc(Attachment attachment) {
        return attachment
                .last(Verb.GC)
                .configured("cniVersion", "\"1.1.0\"")
                .configured("cni.dev/valid-attachments", "null")
                .unconfigured("prevResult")
                .without("CNI_CONTAINERID")
                .without("CNI_NETNS")
                .without("CNI_IFNAME");
    }

    /** The cases of a DEL that is called late, for the pod that had the address before. */
    enum Late {
        WITH_ITS_NAMESPACE,
        WITHOUT_PREVIOUS_RESULT,
        WITHOUT_NETNS,
        AFTER_ITS_NAMESPACE_HAS_GONE,
        /** CNI_NETNS is the path of a process, whose id has been reused: the process now belongs to the pod that has the address now. */
        WITH_THE_NAMESPACE_OF_THE_NEW_OWNER
    }

    @ParameterizedTest
    @CsvSource({
        "router, WITH_ITS_NAMESPACE",
        "router, WITHOUT_PREVIOUS_RESULT",
        "router, WITHOUT_NETNS",
        "router, AFTER_ITS_NAMESPACE_HAS_GONE",
        "veth,   WITH_ITS_NAMESPACE",
        "veth,   WITHOUT_NETNS",
        "veth,   AFTER_ITS_NAMESPACE_HAS_GONE",
        "veth,   WITH_THE_NAMESPACE_OF_THE_NEW_OWNER",
    })
    void aLateDelDoesNotChangeTheNewOwnerOfTheAddress(String type, Late late) {
        Namespace node = cluster.node().netns();
        Attachment former = connected(type);
        Attachment owner = withAddressOf(former, type);
        State before = State.of(node);

        CniCall del = former.last(Verb.DEL);
        switch (late) {
            case WITH_ITS_NAMESPACE -> del.run().isQuietSuccess();
            case WITHOUT_PREVIOUS_RESULT -> del.unconfigured("prevResult").run().isQuietSuccess();
            case WITHOUT_NETNS -> del.without("CNI_NETNS").run().isQuietSuccess();
            case WITH_THE_NAMESPACE_OF_THE_NEW_OWNER ->
                del.with("CNI_NETNS", owner.pod().netns().path().toString())
                        .run()
                        .isQuietSuccess();
            case AFTER_ITS_NAMESPACE_HAS_GONE -> {
                former.pod().netns().remove();
                del.run().isQuietSuccess();
            }
        }

        String address = former.addresses().getFirst();
        assertThat(State.of(node).objects()).containsAll(linesWith(address, before));
        assertThat(Ping.of(node, address).answers()).isTrue();
        check(owner, former).run().isQuietSuccess();
        owner.delLast();
        former.pod().netns().remove();
        owner.pod().netns().remove();
        assertThat(node.ip("route show table all proto 109") + node.ip("neigh show proto 109"))
                .doesNotContain(address + " ");
    }

    private static List<String> linesWith(String address, State state) {
        return state.objects().stream()
                .filter(line -> line.contains(" " + address + " ") && line.contains("proto 109"))
                .toList();
    }

    private static Attachment connected(String type) {
        Attachment nic = attachment(type);
        nic.add();
        return nic;
    }

    private static Attachment attachment(String type) {
        Pod pod = topology.pod();
        boolean router = type.equals("router");
        if (router) {
            cluster.overlay(MainPluginConfig.PTP, IpFamilies.IPV4).add(pod, "eth0");
        }
        return cluster.network("lan-" + type, MainPluginConfig.MACVLAN, IpFamilies.IPV4, type)
                .attachment(pod, router ? "net1" : "eth0");
    }

    /** {@return the NIC of another pod, which now has the address of the former NIC} */
    private static Attachment withAddressOf(Attachment former, String type) {
        Attachment owner = attachment(type);
        owner.addMain();
        former.pod().netns().ip("link del " + former.ifname());
        Namespace pod = owner.pod().netns();
        pod.ip("addr del " + owner.addresses().getFirst() + "/16 dev " + owner.ifname());
        pod.ip("addr add " + former.addresses().getFirst() + "/16 dev " + owner.ifname());
        pod.ip("route add default via 172.18.0.1 dev " + owner.ifname() + " metric 5");
        owner.last(Verb.ADD)
                .configured("prevResult", previous(owner, former))
                .run()
                .result();
        return owner;
    }

    private static String previous(Attachment owner, Attachment former) {
        return owner.mainResult()
                .toString()
                .replace(owner.addresses().getFirst() + "/", former.addresses().getFirst() + "/");
    }

    private static CniCall check(Attachment owner, Attachment former) {
        return owner.last(Verb.CHECK).configured("prevResult", previous(owner, former));
    }

    /** The node's rule was deleted, the configuration now names another table, or both. */
    @ParameterizedTest
    @ValueSource(strings = {"rules", "another table", "both"})
    void delFindsTheNodesRoutesByTheirDevice(String lost) {
        Namespace node = cluster.node().netns();
        Attachment net1 = connected("router");
        String address = net1.addresses().getFirst();
        assertThat(node.ip("route show table 500")).contains(address + " ");
        if (!lost.equals("another table")) {
            node.ip("rule del lookup 500 priority 1000");
        }

        CniCall del = net1.last(Verb.DEL);
        (lost.equals("rules") ? del : del.configured("host_rule_table", "700"))
                .run()
                .isQuietSuccess();

        assertThat(node.ip("route show table all") + node.ip("neigh show")).doesNotContain(address + " ");
        net1.pod().netns().remove();
    }

    /** When systemd-networkd restarts, it deletes rules of other programs. */
    @Test
    void checkReportsTheMissingRuleAndNotTheExistingRoutes() {
        Namespace node = cluster.node().netns();
        Attachment net1 = connected("router");
        node.ip("rule del lookup 500 priority 1000");

        String differences = net1.last(Verb.CHECK).run().error(102).details();

        assertThat(differences.strip().lines()).singleElement().asString().contains("is missing", "lookup 500");
        net1.addLast();
        net1.checkLast();
        net1.delLast();
        net1.pod().netns().remove();
    }

    /** The pod has tables of the plugin sbr, which have the same numbers as those of the Go plugins. */
    @Test
    void aPodThatHasLostAllOurObjectsIsNotTreatedAsOneOfTheGoPlugins() {
        Attachment eth0 =
                cluster.network(MainPluginConfig.MACVLAN, IpFamilies.IPV4).add(topology.pod(), "eth0");
        eth0.pod().netns().ip("link del veth0");
        eth0.pod().netns().ip("rule add from " + eth0.addresses().getFirst() + " lookup 100");

        assertThat(eth0.last(Verb.CHECK).run().error(102).details()).contains("10.96.0.0/12");

        eth0.pod().netns().ip("rule del lookup 100");
        eth0.addLast();
        eth0.check();
        eth0.del();
    }
}
