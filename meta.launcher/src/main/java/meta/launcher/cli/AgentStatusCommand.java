package meta.launcher.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import meta.launcher.agent.AgentStatus;
import meta.launcher.image.BuildId;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Asks the running agent how it is. */
@Command(
        name = "status",
        description = "Prints the running agent's uptime, calls, failures and latencies.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:an agent runs", "1:none runs, or it is of another build of the image", "2:wrong usage"},
        footerHeading = "Example:%n",
        footer = "  metactl agent status")
final class AgentStatusCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Option(
            names = "--socket",
            paramLabel = "PATH",
            description = "Where the agent listens; by default $META_PLUGINS_AGENT, or else "
                    + AgentCommand.DEFAULT_SOCKET + ".")
    private String socket = AgentCommand.socket();

    AgentStatusCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        try {
            terminal.out().print(AgentStatus.of(Path.of(socket), BuildId.ofImage()));
            return 0;
        } catch (IOException | IllegalArgumentException e) {
            terminal.err().println(explained(e));
            return 1;
        }
    }

    /** The pods do not depend on the agent: calls start a JVM each where none runs. */
    private String explained(Exception e) {
        String message = String.valueOf(e.getMessage());
        if (socket.isEmpty()) {
            return "META_PLUGINS_AGENT is empty, which means: without an agent";
        }
        String start = "; calls work without it. To start it: systemctl start meta-plugins-agent, or metactl agent run";
        if (message.contains("connect: EACCES") || message.contains("connect: EPERM")) {
            return socket + ": no access to the agent's socket; run this as root";
        }
        if (!Files.exists(Path.of(socket), LinkOption.NOFOLLOW_LINKS)) {
            return socket + ": no agent runs, as there is no such socket" + start;
        }
        if (message.contains("connect: ECONNREFUSED")) {
            return socket + ": no agent runs, the socket is a former one's" + start;
        }
        return socket + ": " + message;
    }
}
