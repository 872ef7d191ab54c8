package meta.image.siege;

import java.util.List;
import java.util.StringJoiner;
import meta.image.cluster.Cluster;
import meta.image.cluster.MainPluginConfig;
import meta.image.cni.Answer;
import meta.image.cni.Attachment;
import meta.image.cni.CniCall;
import meta.image.cni.Verb;
import meta.image.topology.Batch;
import meta.image.topology.Command;
import meta.image.topology.IpFamilies;
import meta.image.topology.RouterAdvertisement;

/**
 * Creates the attacks. Each method prepares one attack, such as a pod with many routes, and does not start it.
 *
 * @param socket the socket of the attacked agent
 * @param scale the size of the attacks in percent; at 100, the attacks have the size for which the limits of the agent are designed
 */
record Attacks(Cluster cluster, String socket, int scale) {
    private static final int TRY_AGAIN = 11;
    private static final List<Integer> REFUSED = List.of(4, 5, 6, 7, TRY_AGAIN, 100, 102);

    /** {@return all attacks} The router advertisements come last, because all pods on the LAN keep the advertised routes. */
    List<Attack> all() {
        return List.of(routes(), links(), documents(), lock(), slowClients(), advertisements());
    }

    /** A pod has very many routes. The pod's ADD may fail, and its DEL must succeed. */
    Attack routes() {
        Attachment pod = attachment();
        StringJoiner batch = new StringJoiner("\n");
        for (int i = 0; i < 2_000 * scale; i++) {
            batch.add("route add blackhole 10." + (128 + (i >> 16)) + "." + (i >> 8 & 255) + "." + (i & 255));
        }
        Batch.ip(pod.pod().netns(), batch.toString());
        return new RepeatedAttack(2_000 * scale + " routes in a pod", 1, () -> addAndDelete(pod));
    }

    /** The router advertises many prefixes. The pod gets an address and a route for each prefix. */
    Attack advertisements() {
        Attachment pod = attachment();
        pod.pod().netns().set("net/ipv6/conf/eth0/accept_ra", 2);
        String[] prefixes = new String[8 * scale];
        for (int i = 0; i < prefixes.length; i++) {
            prefixes[i] = "2001:db8:" + Integer.toHexString(i) + "::";
        }
        return new RepeatedAttack(8 * scale + " router advertisements", 1, () -> {
            RouterAdvertisement.from(cluster.router().netns(), "eth0", prefixes);
            addAndDelete(pod);
        });
    }

    /** A pod has very many devices. The pod's ADD may fail, and its DEL must succeed. */
    Attack links() {
        Attachment pod = attachment();
        StringJoiner batch = new StringJoiner("\n");
        for (int i = 0; i < 50 * scale; i++) {
            batch.add("link add a" + i + " type veth peer name b" + i);
        }
        Batch.ip(pod.pod().netns(), batch.toString());
        return new RepeatedAttack(50 * scale + " veth pairs in a pod", 1, () -> addAndDelete(pod));
    }

    /**
     * Calls whose network configuration contains an array of very many small values. If {@link #scale} is 100, the array has about 512 KiB.
     * Each call must fail.
     */
    Attack documents() {
        Attachment pod = attachment();
        StringJoiner values = new StringJoiner(",", "[", "]");
        for (int i = 0; i < 2_600 * scale; i++) {
            values.add("0");
        }
        CniCall call = warm(pod.last(Verb.ADD).configured("service_hijack_subnet", values.toString()));
        return new RepeatedAttack("512 KiB of values", 4, () -> requireRefusal(call.run()));
    }

    /** A process in a pod holds a lock on the pod's namespace file, while the agent gets many CHECK calls for this pod. */
    Attack lock() {
        Attachment pod = attachment();
        pod.addLast();
        Process holder = Command.of(
                        "flock", "--no-fork", pod.pod().netns().path().toString(), "sleep", "3600")
                .start();
        return new RepeatedAttack(
                "66 calls of a pod that locks its namespace",
                Math.max(4, 66 * scale / 100),
                () -> requireSuccessOrRetry(warm(pod.last(Verb.CHECK)).run()),
                () -> {
                    pod.delLast();
                    holder.destroyForcibly();
                });
    }

    /** Many clients connect to the agent and keep it waiting for their requests. */
    Attack slowClients() {
        return new SlowClients(socket, 30 * scale);
    }

    private void addAndDelete(Attachment pod) {
        Answer add = warm(pod.last(Verb.ADD)).run();
        if (!add.output().succeeded()) {
            requireRefusal(add);
        }
        warm(pod.last(Verb.DEL)).run().isQuietSuccess();
    }

    /** Asserts that the call has succeeded, or has failed with code 11 (try again later) because it waited too long for the pod's lock. */
    private static void requireSuccessOrRetry(Answer answer) {
        if (answer.output().succeeded()) {
            answer.isQuietSuccess();
        } else {
            answer.error(TRY_AGAIN);
        }
    }

    private static void requireRefusal(Answer answer) {
        if (!REFUSED.contains(answer.error().code())) {
            throw new AssertionError("an unexpected error code: " + answer.output());
        }
    }

    private Attachment attachment() {
        Attachment pod = cluster.network(MainPluginConfig.MACVLAN, IpFamilies.DUAL)
                .attachment(cluster.topology().pod(), "eth0");
        pod.addMain();
        return pod;
    }

    private CniCall warm(CniCall call) {
        return call.with("META_PLUGINS_AGENT", socket);
    }
}
