package meta.image;

import static org.assertj.core.api.Assertions.assertThat;

import meta.image.cluster.Agent;
import meta.image.cni.Attachment;
import meta.image.cni.Verb;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** {@link RepairIT}, with an agent on the node that repairs the pods by itself. Their calls are cold. */
@OnRealKernel
@Tag("install") // longer than the tests of each build may take
@TestInstance(Lifecycle.PER_CLASS)
class WarmRepairIT extends RepairIT {
    /** The first repairs of a new agent are slow, and the next one of an attachment begins after ten times the time that its last one took. */
    private static final int MOST_CHECKS = 3000;

    private Agent agent;

    @BeforeAll
    void anAgentOnTheNode() {
        agent = Agent.on(cluster().node().netns());
    }

    @AfterAll
    void closeTheAgent() {
        agent.close();
    }

    @Override
    void repaired() {
        attachments().forEach(WarmRepairIT::awaitRepair);
    }

    private static void awaitRepair(Attachment nic) {
        int checks = 0;
        while (!nic.last(Verb.CHECK).run().output().succeeded()) {
            assertThat(++checks).as("CHECKs that fail").isLessThan(MOST_CHECKS);
        }
    }
}
