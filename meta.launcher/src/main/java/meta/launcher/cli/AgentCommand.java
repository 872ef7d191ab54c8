package meta.launcher.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import meta.launcher.agent.AgentStatus;
import meta.launcher.agent.MetricsEndpoint;
import meta.launcher.agent.NodeAgent;
import meta.launcher.agent.Supervisor;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** Runs the resident agent of the node, until it is told to end. */
@Command(
        name = "agent",
        description = "Answers the plugins' calls in a process that stays, so that none has to start a JVM.",
        footer = "SIGTERM ends it when the calls that it has taken are answered.")
final class AgentCommand implements Callable<Integer> {
    private final PrintStream out;

    @Option(
            names = "--socket",
            scope = ScopeType.INHERIT,
            paramLabel = "PATH",
            description = "Where it listens; by default META_PLUGINS_AGENT, or else /run/meta-plugins/agent.sock.")
    private String socket = System.getenv().getOrDefault("META_PLUGINS_AGENT", "/run/meta-plugins/agent.sock");

    @Option(
            names = "--metrics",
            paramLabel = "PLACE",
            description =
                    "Where Prometheus can fetch figures: a port of the loopback device, or the path of a unix socket.")
    private String metrics = "";

    AgentCommand(PrintStream out) {
        this.out = out;
    }

    @Override
    public Integer call() throws IOException {
        Supervisor manager = Supervisor.in(System.getenv());
        try (NodeAgent agent = listen()) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> end(agent, manager)));
            if (!metrics.isEmpty()) {
                MetricsEndpoint.open(metrics, agent::metrics);
            }
            manager.tell("READY=1");
            manager.keepTelling(() -> AgentStatus.reach(Path.of(socket), ImageVersion.number()));
            System.err.println("listening at " + socket);
            agent.serve();
            return 0;
        } catch (IOException | IllegalArgumentException e) {
            System.err.println(e.getMessage());
            return 1;
        }
    }

    private NodeAgent listen() throws IOException {
        return NodeAgent.listen(Path.of(socket), ImageVersion.number(), System.err);
    }

    /** Keeps the JVM, which has been told to end, until the calls are answered: {@code Main} halts it then. */
    private static void end(NodeAgent agent, Supervisor manager) {
        manager.tell("STOPPING=1");
        agent.end();
        while (true) {
            LockSupport.park();
        }
    }

    @Command(name = "status", description = "Tells how the running agent is: uptime, calls, failures, latencies.")
    int status() {
        try {
            out.print(AgentStatus.of(Path.of(socket), ImageVersion.number()));
            return 0;
        } catch (IOException | IllegalArgumentException e) {
            System.err.println(socket + ": " + e.getMessage());
            return 1;
        }
    }
}
