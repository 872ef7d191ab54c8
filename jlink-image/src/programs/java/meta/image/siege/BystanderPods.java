package meta.image.siege;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import meta.image.cluster.Cluster;
import meta.image.cluster.MainPluginConfig;
import meta.image.cni.Attachment;
import meta.image.cni.CniRuntime;
import meta.image.topology.IpFamilies;
import meta.image.topology.Pod;

/**
 * Pods that take no part in an attack. Half of them use {@code veth}, the other half {@code router}.
 *
 * @param veth for each pod of {@code veth}, the calls for the pod's only NIC
 * @param router for each pod of {@code router}, the calls for the pod's second NIC
 * @param overlays for each pod of {@code router}, the pod's first NIC, which is in the overlay network
 */
record BystanderPods(List<BystanderPod> veth, List<BystanderPod> router, List<Attachment> overlays) {
    /**
     * {@return new pods, whose NICs exist, and for which {@code veth} and {@code router} have not been called}
     *
     * @param socket the socket of the agent
     * @param count the number of pods of each plugin type
     */
    static BystanderPods on(Cluster cluster, String socket, int count) {
        CniRuntime macvlan = cluster.network(MainPluginConfig.MACVLAN, IpFamilies.DUAL);
        CniRuntime overlay = cluster.overlay(MainPluginConfig.PTP, IpFamilies.DUAL);
        CniRuntime second = cluster.network("second", MainPluginConfig.SECOND_MACVLAN, IpFamilies.DUAL, "router");
        BystanderPods made = new BystanderPods(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        for (int i = 0; i < count; i++) {
            made.veth.add(new BystanderPod(withMain(macvlan, cluster.topology().pod(), "eth0"), socket));
            Pod pod = cluster.topology().pod();
            made.overlays.add(overlay.add(pod, "eth0"));
            made.router.add(new BystanderPod(withMain(second, pod, "net1"), socket));
        }
        return made;
    }

    private static Attachment withMain(CniRuntime network, Pod pod, String ifname) {
        Attachment nic = network.attachment(pod, ifname);
        nic.addMain();
        return nic;
    }

    /**
     * Makes random calls for all pods at the same time, with one thread for each pod. Returns when all calls have been answered.
     *
     * @param calls the number of calls of all pods together
     * @return a message for each wrong answer
     */
    List<String> call(int calls, long seed) {
        AtomicInteger left = new AtomicInteger(calls);
        Queue<String> wrong = new ConcurrentLinkedQueue<>();
        List<Thread> callers = new ArrayList<>();
        List<BystanderPod> all = new ArrayList<>(veth);
        all.addAll(router);
        for (BystanderPod pod : all) {
            RandomGenerator random =
                    RandomGeneratorFactory.of("L64X128MixRandom").create(seed + callers.size());
            callers.add(Thread.ofVirtual().start(() -> {
                while (left.getAndDecrement() > 0) {
                    try {
                        pod.call(random);
                    } catch (RuntimeException | Error e) {
                        wrong.add(e.toString());
                    }
                }
            }));
        }
        callers.forEach(BystanderPods::await);
        return List.copyOf(wrong);
    }

    private static void await(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Makes the DELs of all NICs. */
    void end() {
        veth.forEach(BystanderPod::end);
        router.forEach(BystanderPod::end);
        overlays.forEach(Attachment::del);
    }
}
