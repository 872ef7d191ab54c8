package meta.launcher.call;

import java.io.PrintStream;
import meta.core.verb.PodNamespaces;

/**
 * Who makes a call. The node's network namespace is that of the thread that answers it.
 *
 * @param pods how a pod's namespace is opened
 * @param stderr where what is no part of the answer is said
 */
public record Caller(PodNamespaces pods, PrintStream stderr) {

    /** {@return who has started this process for one call} */
    public static Caller ofThisProcess() {
        return new Caller(PodNamespaces.BY_PATH, System.err);
    }
}
