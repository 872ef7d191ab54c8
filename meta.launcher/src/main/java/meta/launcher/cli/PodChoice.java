package meta.launcher.cli;

import java.util.List;
import meta.core.cni.BoundedText;
import meta.core.record.KnownAttachments.Known;
import meta.launcher.pods.NodeAttachments;
import meta.launcher.pods.PodName;
import meta.launcher.pods.PodSelector;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The words of a command line that select attachments: a pod, or {@code --all}. */
final class PodChoice {
    /** The ways to name a pod, for help texts. */
    static final String NAMES =
            "namespace/name, a container id or its beginning, a process id, or a path or name of a network namespace.";

    @ArgGroup(multiplicity = "1")
    private Words words = new Words();

    static final class Words {
        @Parameters(arity = "1", paramLabel = "POD", description = "The pod: " + NAMES)
        private String pod = "";

        @Option(names = "--all", description = "All pods of the node.")
        private boolean all;
    }

    boolean isForAll() {
        return words.all;
    }

    /**
     * {@return the selected attachments of the node; with {@code --all}, there may be none}
     *
     * @throws UnclearPodException if the words denote no pod, or several
     */
    List<Known> of(NodeAttachments node) throws UnclearPodException {
        return words.all ? node.known() : onePod(words.pod, node);
    }

    /**
     * {@return the attachments of a pod, at least one}
     *
     * @param pod see {@link PodSelector}
     * @throws UnclearPodException if the text denotes no pod, or several
     */
    static List<Known> onePod(String pod, NodeAttachments node) throws UnclearPodException {
        return switch (node.choose(pod)) {
            case PodSelector.OnePod(List<Known> attachments) -> attachments;
            case PodSelector.NotOnePod(boolean isAmbiguous, List<PodName> pods) ->
                throw new UnclearPodException(explained(pod, isAmbiguous, pods));
        };
    }

    private static String explained(String pod, boolean isAmbiguous, List<PodName> pods) {
        if (pods.isEmpty()) {
            return pod + ": no such pod; the node has no pod that the plugins have attached";
        }
        return pod
                + (isAmbiguous ? ": several pods; say which:\n  " : ": no such pod; there are:\n  ")
                + BoundedText.lines(pods).replace("\n", "\n  ");
    }

    /** Thrown if the words denote no pod, or several. The message lists the pods that the user can choose. */
    static final class UnclearPodException extends Exception {
        private static final long serialVersionUID = 1L;

        UnclearPodException(String message) {
            super(message);
        }
    }
}
