package meta.launcher.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import meta.core.call.CallServices;
import meta.core.kernel.NamespaceSource;
import meta.launcher.call.CachedSteps;
import meta.launcher.call.Calls;
import meta.launcher.pods.NodeAttachments;
import meta.netlink.message.MalformedMessageException;
import meta.netlink.netns.NamespaceException;
import meta.netlink.netns.StrandedException;
import meta.netlink.socket.NetlinkException;

/**
 * Runs a subcommand of {@code metactl} that works on the attachments of the node.
 *
 * @param command the command for messages, such as {@code metactl check}
 */
record AttachmentCommandRunner(String command, StandardStreams streams) {
    /** The work of a command. */
    interface Work {
        /**
         * Does the work.
         *
         * @return the exit status of the command
         * @throws PodChoice.UnclearPodException if the command line names a pod that is not exactly one attached pod
         * @throws picocli.CommandLine.ParameterException if an option does not fit the attachments of the pod
         */
        int with(NodeAttachments node) throws PodChoice.UnclearPodException;
    }

    /**
     * Runs the work with the attachments of the node, and prints {@link NodeAttachments#problems} on standard error.
     *
     * @return the exit status of the work; 1 if it does not know which pod is meant or the kernel does not answer as expected, with the
     *     reason on standard error
     * @throws IOException if {@code /proc/self} cannot be read after an error
     */
    int run(Work work) throws IOException {
        try {
            CachedSteps steps = new CachedSteps();
            CallServices readOnly = Calls.quietServices(NamespaceSource.byPath(), steps);
            CallServices repairing = Calls.services(NamespaceSource.byPath(), steps, streams.err());
            NodeAttachments node = NodeAttachments.find(readOnly, repairing, System.getenv());
            node.problems().forEach(problem -> streams.err().println(command + ": " + problem));
            return work.with(node);
        } catch (PodChoice.UnclearPodException e) {
            return failed(String.valueOf(e.getMessage()));
        } catch (NamespaceException | NetlinkException | MalformedMessageException | StrandedException e) {
            return failed("the kernel does not answer as expected: " + e.getMessage());
        }
    }

    private int failed(String text) throws IOException {
        streams.err().println(command + ": " + text);
        if ((Integer) Files.getAttribute(Path.of("/proc/self"), "unix:uid") != 0) {
            streams.err().println("Reading the records and namespaces of pods requires root: run it with sudo.");
        }
        return 1;
    }
}
