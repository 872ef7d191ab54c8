package meta.launcher.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import meta.launcher.agent.AgentQuery;
import meta.launcher.image.BuildId;
import meta.netlink.Errno;
import meta.netlink.unix.UnixSocketException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "status",
        description = "Prints the uptime, calls, failures, latencies, attachments and repairs of the running agent.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:an agent of this build runs",
            "1:there is no status to print, for example because no agent runs or the agent is of another build",
            "2:wrong usage"
        },
        footerHeading = "Example:%n",
        footer = "  metactl agent status")
final class AgentStatusCommand implements Callable<Integer> {
    private static final Errno ECONNREFUSED = Errno.of(111);

    private final StandardStreams streams;

    @Option(
            names = "--socket",
            paramLabel = "PATH",
            description =
                    "The socket of the agent. Default: $META_PLUGINS_AGENT, or " + AgentQuery.DEFAULT_SOCKET + ".")
    private String socket = AgentCommand.socket();

    AgentStatusCommand(StandardStreams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() {
        try {
            streams.out().print(AgentQuery.of(Path.of(socket), BuildId.ofImage()));
            return 0;
        } catch (IOException | IllegalArgumentException e) {
            streams.err().println(explained(e));
            return 1;
        }
    }

    private String explained(Exception e) {
        String message = String.valueOf(e.getMessage());
        if (socket.isEmpty()) {
            return "META_PLUGINS_AGENT is empty: calls do not use an agent";
        }
        String start =
                "; calls work without an agent. To start the agent: systemctl start meta-plugins-agent, or metactl agent run";
        Optional<Errno> errno =
                e instanceof UnixSocketException failed ? Optional.of(failed.errno()) : Optional.empty();
        if (errno.equals(Optional.of(Errno.EACCES)) || errno.equals(Optional.of(Errno.EPERM))) {
            return socket + ": permission denied; run this command as root";
        }
        if (!Files.exists(Path.of(socket), LinkOption.NOFOLLOW_LINKS)) {
            return socket + ": no agent runs: the socket does not exist" + start;
        }
        if (errno.equals(Optional.of(ECONNREFUSED))) {
            return socket + ": no agent runs: the socket belongs to an agent that has ended" + start;
        }
        return socket + ": " + message;
    }
}
