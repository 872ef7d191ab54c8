package meta.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import meta.image.broken.Aftermath.During;
import meta.image.broken.Aftermath.OfDel;
import meta.image.broken.BrokenJarKind;
import meta.image.broken.BrokenJarKinds;
import meta.image.broken.Outcome;
import meta.image.cluster.Agent;
import meta.image.cluster.Cluster;
import meta.image.cluster.MainPluginConfig;
import meta.image.cluster.PodAndNodeState;
import meta.image.cni.Answer;
import meta.image.cni.Attachment;
import meta.image.cni.CniCall;
import meta.image.cni.CniError;
import meta.image.cni.Verb;
import meta.image.topology.IpFamilies;

/**
 * Calls ADD and DEL for a pod whose configuration uses a broken jar. Then calls ADD for another pod, whose configuration does not use the
 * jar. Asserts that the calls and the agent behave as the {@link meta.image.broken.BrokenJarKind} says: it contains the expected outcome of
 * the ADD, and the expected consequences for DEL and agent ({@link meta.image.broken.Aftermath}).
 *
 * @param jars the folder with the jars of all kinds
 * @param pod the NIC of the first pod, which the main plugin has created
 * @param before the state of node and pod before the ADD
 * @param other the NIC of the other pod, after its first ADD
 * @param agent the agent that answers the calls; empty for cold calls
 */
record BrokenJarTrial(Path jars, Attachment pod, PodAndNodeState before, Attachment other, Optional<Agent> agent) {
    private static final int TRY_AGAIN = 11;
    private static final int MUST_BE_RESTARTED = 3;

    /**
     * {@return a trial with two new pods} This method calls ADD of the main plugin for the first pod, and ADD of all plugins for the other
     * pod.
     */
    static BrokenJarTrial in(Cluster cluster, Path jars, Optional<Agent> agent) {
        Attachment other = attachment(cluster);
        other.add();
        Attachment pod = attachment(cluster);
        pod.addMain();
        return new BrokenJarTrial(jars, pod, PodAndNodeState.of(cluster, pod.pod()), other, agent);
    }

    private static Attachment attachment(Cluster cluster) {
        return cluster.network(MainPluginConfig.MACVLAN, IpFamilies.DUAL)
                .attachment(cluster.topology().pod(), "eth0");
    }

    /** Makes the calls, and asserts that they end as expected. At the end, node and pod have their former state. */
    void run(BrokenJarKind kind) throws IOException {
        Path folder = kind.folder(jars);
        String steps = kind.steps().replace("OTHER", other.addresses().getFirst());
        Answer added = call(pod, Verb.ADD, folder).configured("steps", steps).run();
        require(kind.add(), added, folder);
        awaitAgent(kind, During.ADD);
        if (kind.addChangesNothing()) {
            assertThat(before.sinceThen()).as("after ADD").isEqualTo(PodAndNodeState.Change.NONE);
        }
        delete(kind, folder);
        if (!kind.addChangesNothing()) {
            restoreSettings();
        }
        assertThat(before.sinceThen()).as("after DEL").isEqualTo(PodAndNodeState.Change.NONE);
        assertThat(hasRecord()).as("a record").isFalse();
        callOfOtherPod(kind, folder);
    }

    private void require(Outcome outcome, Answer answer, Path folder) {
        switch (outcome) {
            case Outcome.Refused refused -> {
                CniError error = answer.error(refused.code());
                for (String part : refused.says()) {
                    assertThat(error.details()).contains(part.replace("FOLDER", folder.toString()));
                }
            }
            case Outcome.Succeeds _ -> pod.remember(answer.result());
            case Outcome.NoAnswer _ -> requireNone(answer);
        }
    }

    private void requireNone(Answer answer) {
        if (agent.isPresent()) {
            answer.error(TRY_AGAIN);
        } else {
            assertThat(answer.output().stdout()).isEmpty();
            assertThat(answer.output().status()).isEqualTo(Outcome.HALTED);
        }
    }

    private void delete(BrokenJarKind kind, Path folder) throws IOException {
        Answer deleted = call(pod, Verb.DEL, folder).run();
        if (kind.after().del() == OfDel.HALTED) {
            requireNone(deleted);
        } else {
            deleted.isQuietSuccess();
        }
        awaitAgent(kind, During.DEL);
        if (kind.after().del() != OfDel.CLEAN) {
            if (kind.add() instanceof Outcome.Succeeds) {
                assertThat(hasRecord()).as("a record").isTrue();
            }
            call(pod, Verb.DEL, BrokenJarKinds.repaired(jars)).run().isQuietSuccess();
        }
    }

    /** Restores the values of {@code rp_filter} in the pod, because DEL does not restore them. */
    private void restoreSettings() {
        before.inPod()
                .sysctls()
                .forEach((device, values) -> pod.pod()
                        .netns()
                        .set("net/ipv4/conf/" + device + "/rp_filter", Integer.parseInt(values.get("ipv4 rp_filter"))));
    }

    private void callOfOtherPod(BrokenJarKind kind, Path folder) {
        int calls = agent.map(Agent::calls).orElse(0);
        Answer answer = call(other, Verb.ADD, folder).run();
        if (kind.isFatalForAllCalls()) {
            requireNone(answer);
        } else {
            answer.result();
            agent.ifPresent(each -> assertThat(each.calls())
                    .as("calls that the agent has answered")
                    .isEqualTo(calls + 1));
        }
        awaitAgent(kind, During.CALL_OF_OTHER_POD);
    }

    /** If the call must end the agent, waits for the end of the agent and starts the agent again. */
    private void awaitAgent(BrokenJarKind kind, During call) {
        if (agent.isEmpty() || !kind.after().ends().contains(call)) {
            return;
        }
        String jar = kind.folder(jars) + "/acme.jar";
        switch (kind.after().agent()) {
            case UNFINISHED -> {
                assertThat(said(jar)).contains("its code does not end");
                assertThat(agent.get().await()).isEqualTo(MUST_BE_RESTARTED);
            }
            case OUT_OF_MEMORY -> {
                assertThat(said(jar)).contains("out of memory: step acmeStep: ");
                assertThat(agent.get().await()).isEqualTo(MUST_BE_RESTARTED);
            }
            case EXITS -> {
                said("has called System.exit");
                agent.get().await();
            }
            case HALTS -> assertThat(agent.get().await()).isEqualTo(Outcome.HALTED);
            case LIVES -> {}
        }
        agent.get().restart();
    }

    /** {@return the next line of the agent's output that contains the text} Waits for the line. */
    private String said(String text) {
        String line = agent.orElseThrow().said();
        while (!line.contains(text)) {
            assertThat(line).as("the agent's next line").isNotEqualTo("null");
            line = agent.orElseThrow().said();
        }
        return line;
    }

    private CniCall call(Attachment nic, Verb verb, Path folder) {
        CniCall call =
                nic.last(verb).with("META_PLUGINS_STEPS", folder.toString()).configured("step_time_limit", "\"3s\"");
        return agent.map(each -> call.with("META_PLUGINS_AGENT", each.socket().toString()))
                .orElse(call);
    }

    private boolean hasRecord() throws IOException {
        try (Stream<Path> records = Files.list(Path.of(System.getenv("META_PLUGINS_ATTACHMENTS")))) {
            return records.anyMatch(
                    record -> record.toString().contains(pod.pod().containerId()));
        }
    }
}
