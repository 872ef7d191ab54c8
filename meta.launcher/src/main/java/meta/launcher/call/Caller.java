package meta.launcher.call;

import java.io.PrintStream;
import java.util.Map;
import meta.core.call.CallNamespaces;
import meta.core.call.NamespacesByPath;
import meta.core.plugin.Catalog;

/**
 * Who makes a call. The node's network namespace is that of the thread that answers it.
 *
 * @param namespaces how it comes by the host's and the pod's namespace
 * @param stderr where what is no part of the answer is said
 * @param steps how types and steps are found
 */
public record Caller(CallNamespaces namespaces, PrintStream stderr, Steps steps) {

    /** How types and steps are found. */
    @FunctionalInterface
    public interface Steps {
        /** {@return what is there for a call with this environment} */
        Catalog catalog(Map<String, String> environment);
    }

    /** {@return who has started this process for one call} */
    public static Caller ofThisProcess() {
        return new Caller(new NamespacesByPath(), System.err, Discovery::catalog);
    }
}
