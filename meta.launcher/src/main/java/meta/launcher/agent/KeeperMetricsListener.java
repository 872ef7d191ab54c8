package meta.launcher.agent;

import java.io.PrintStream;
import java.util.Map;
import meta.core.keep.CauseKind;
import meta.core.keep.KeeperListener;

/**
 * Passes the reports of the keeper to the agent's metrics and journal.
 *
 * @param waiting runs when the keeper reports the number of attachments
 * @param lackOfMemory runs when the keeper reports that the JVM has run out of memory
 */
record KeeperMetricsListener(RepairMetrics metrics, PrintStream journal, Runnable waiting, Runnable lackOfMemory)
        implements KeeperListener {
    @Override
    public void ended(String type, Result result) {
        metrics.ended(type, result);
    }

    @Override
    public void repaired(CauseKind cause) {
        metrics.repaired(cause);
    }

    @Override
    public void attachments(Map<State, Integer> counts) {
        metrics.attachments(counts);
        waiting.run();
    }

    @Override
    public void say(String line) {
        journal.println(line);
    }

    @Override
    public void outOfMemory() {
        lackOfMemory.run();
    }
}
