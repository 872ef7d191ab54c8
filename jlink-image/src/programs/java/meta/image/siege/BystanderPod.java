package meta.image.siege;

import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;
import meta.image.cni.Answer;
import meta.image.cni.Attachment;
import meta.image.cni.CniCall;
import meta.image.cni.Json;
import meta.image.cni.Verb;
import meta.image.topology.ProcessTimer;

/** Makes random calls of the plugin under test for one pod that takes no part in an attack, and checks the answers. Not thread-safe. */
final class BystanderPod {
    private static final int BAD_CONFIGURATION = 7;
    private static final int COLD_ONE_IN = 25;

    private final Attachment nic;
    private final String socket;
    private final List<String> addresses;
    private boolean added;

    /**
     * @param nic a NIC that the main plugin has created, and for which the plugin under test has not been called
     * @param socket the socket of the agent
     */
    BystanderPod(Attachment nic, String socket) {
        this.nic = nic;
        this.socket = socket;
        this.addresses = nic.addresses();
    }

    /**
     * Makes one call, chosen at random. One call in 25 is cold.
     *
     * @throws AssertionError if the answer is wrong
     */
    void call(RandomGenerator random) {
        int kind = random.nextInt(10);
        boolean cold = random.nextInt(COLD_ONE_IN) == 0;
        if (kind < 4) {
            add(cold);
        } else if (kind < 6 && added) {
            run(nic.last(Verb.CHECK), cold).isQuietSuccess();
        } else if (kind < 8) {
            delete(cold);
        } else if (kind == 8) {
            run(nic.last(Verb.ADD).configured("overlay_hijack_subnet", "5"), cold)
                    .error(BAD_CONFIGURATION);
        } else {
            run(nic.last(Verb.VERSION), cold).result();
        }
    }

    private void add(boolean cold) {
        Json result = run(nic.last(Verb.ADD), cold).result();
        List<String> told = result.get("ips").items().stream()
                .map(ip -> ip.get("address").text().replaceAll("/.*", ""))
                .toList();
        if (!told.equals(addresses)) {
            throw new AssertionError("the addresses " + addresses + " are expected: " + result);
        }
        nic.remember(result);
        added = true;
    }

    private void delete(boolean cold) {
        run(nic.last(Verb.DEL), cold).isQuietSuccess();
        added = false;
    }

    /**
     * {@return the duration of an ADD through the agent, from the start of the client to its end} A DEL follows the ADD; the DEL does not count.
     *
     * @throws AssertionError if the ADD or the DEL fails
     */
    Duration timedAdd(ProcessTimer timer) {
        CniCall add = nic.last(Verb.ADD).with("META_PLUGINS_AGENT", socket);
        Duration time = timer.take(add.plugin(), add.environment(), add.stdin());
        delete(false);
        return time;
    }

    /**
     * Deletes the NIC: calls DEL of all plugins, even if {@link #call} has already called the DEL of the plugin under test.
     *
     * @throws AssertionError if a DEL fails
     */
    void end() {
        nic.del();
    }

    private Answer run(CniCall call, boolean cold) {
        return (cold ? call : call.with("META_PLUGINS_AGENT", socket)).run();
    }
}
