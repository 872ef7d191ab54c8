package meta.launcher.cli;

import java.util.List;
import meta.core.cni.TextShortener;
import meta.core.record.KnownAttachments.Known;
import meta.launcher.pods.NodeAttachments;
import meta.launcher.pods.PodIdentifiers;
import meta.launcher.pods.PodSelector;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The words of a command line that select attachments: a pod ({@link #NAMES}), or {@code --all}. */
final class PodChoice {
    /** The ways to name a pod, for the help of commands. */
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
     * {@return the selected attachments; with {@code --all}, possibly none}
     *
     * @throws UnclearPodException as for {@link #onePod}, unless the words are {@code --all}
     */
    List<Known> of(NodeAttachments node) throws UnclearPodException {
        return words.all ? node.known() : onePod(words.pod, node);
    }

    /**
     * {@return the attachments that a text denotes: at least one, and only those of one pod}
     *
     * @param pod a text that denotes a pod in one of the ways of {@link #NAMES}
     * @throws UnclearPodException if the text denotes no attached pod, or more than one
     */
    static List<Known> onePod(String pod, NodeAttachments node) throws UnclearPodException {
        return switch (node.choose(pod)) {
            case PodSelector.OnePod(List<Known> attachments) -> attachments;
            case PodSelector.NotOnePod(boolean isAmbiguous, List<PodIdentifiers> pods) ->
                throw new UnclearPodException(explained(pod, isAmbiguous, pods));
        };
    }

    private static String explained(String pod, boolean isAmbiguous, List<PodIdentifiers> pods) {
        if (pods.isEmpty()) {
            return pod + ": no such pod; the node has no pod that the plugins have attached";
        }
        return pod
                + (isAmbiguous
                        ? ": more than one pod; choose one of:\n  "
                        : ": no such pod; the attached pods are:\n  ")
                + TextShortener.lines(pods).replace("\n", "\n  ");
    }

    /** Thrown if a text denotes no attached pod, or more than one. The message lists pods to choose from, if any. */
    static final class UnclearPodException extends Exception {
        private static final long serialVersionUID = 1L;

        UnclearPodException(String message) {
            super(message);
        }
    }
}
