package meta.launcher.cli;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import meta.launcher.agent.AgentStatus;
import meta.launcher.agent.MetricsEndpoint;
import meta.launcher.agent.NodeAgent;
import meta.launcher.agent.ServiceManager;
import meta.launcher.image.BuildId;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs the resident agent of the node, until it is told to end. */
@Command(
        name = "run",
        description =
                "Runs the agent in the foreground. SIGTERM ends it when the calls that it has taken are answered.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:it was told to end",
            "1:it cannot listen, or another agent does",
            "2:wrong usage",
            "3:it has run out of memory, and is to be started anew"
        },
        footerHeading = "Examples:%n",
        footer = {
            "  metactl agent run",
            "  metactl agent run --metrics 9109",
            "  systemctl start meta-plugins-agent    # deploy/meta-plugins-agent.service"
        })
final class AgentRunCommand implements Callable<Integer> {
    private static final int OUT_OF_MEMORY = 3;

    private final Terminal terminal;

    @Option(
            names = "--socket",
            paramLabel = "PATH",
            description =
                    "Where it listens; by default $META_PLUGINS_AGENT, or else " + AgentCommand.DEFAULT_SOCKET + ".")
    private String socket = AgentCommand.socket();

    @Option(
            names = "--metrics",
            paramLabel = "PLACE",
            description =
                    "Where Prometheus can fetch metrics: a port of the loopback device, or the path of a unix socket.")
    private String metrics = "";

    AgentRunCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        ServiceManager manager = ServiceManager.in(System.getenv());
        try (NodeAgent agent = listen()) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> end(agent, manager)));
            if (!metrics.isEmpty()) {
                MetricsEndpoint.open(metrics, agent::metrics);
            }
            manager.tell("READY=1");
            manager.keepTelling(() -> AgentStatus.reach(Path.of(socket), BuildId.ofImage()));
            terminal.err().println("listening at " + socket);
            return agent.serve() ? 0 : OUT_OF_MEMORY;
        } catch (AccessDeniedException e) {
            terminal.err().println(e.getFile() + ": no access; run the agent as root, or give another --socket");
            return 1;
        } catch (IOException | IllegalArgumentException e) {
            terminal.err().println(e.getMessage());
            return 1;
        }
    }

    private NodeAgent listen() throws IOException {
        return NodeAgent.listen(Path.of(socket), BuildId.ofImage(), terminal.err());
    }

    /** Keeps the JVM, which has been told to end, until the calls are answered: {@code Main} halts it then. */
    private static void end(NodeAgent agent, ServiceManager manager) {
        manager.tell("STOPPING=1");
        agent.end();
        while (true) {
            LockSupport.park();
        }
    }
}
