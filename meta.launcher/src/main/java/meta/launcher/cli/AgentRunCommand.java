package meta.launcher.cli;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import meta.core.plugin.ThirdPartyThreads;
import meta.launcher.agent.AgentQuery;
import meta.launcher.agent.MetricsEndpoint;
import meta.launcher.agent.NodeAgent;
import meta.launcher.agent.NotifySocket;
import meta.launcher.agent.PassedSocket;
import meta.launcher.call.Discovery;
import meta.launcher.conflist.ConflistKeeper;
import meta.launcher.image.BuildId;
import meta.launcher.image.ImageInstallation;
import meta.launcher.runtime.NodeRoot;
import meta.netlink.unix.IoErrorText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "run",
        description =
                "Runs the agent in the foreground. After SIGTERM, or when another version is installed, the agent finishes its calls"
                        + " and exits. A service manager may pass the socket (sd_listen_fds(3)).",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:the agent was stopped, or another version was installed",
            "1:the agent cannot start, for example because another agent runs or the metrics port is in use",
            "2:wrong usage",
            "3:the agent ran out of memory, or the code of a third-party step does not end; the agent must be restarted"
        },
        footerHeading = "Examples:%n",
        footer = {
            "  metactl agent run",
            "  metactl agent run --metrics 9109",
            "  systemctl start meta-plugins-agent    # deploy/systemd/"
        })
final class AgentRunCommand implements Callable<Integer> {
    private static final int MUST_BE_RESTARTED = 3;

    private final StandardStreams streams;
    private OptionalInt metricsPort = OptionalInt.empty();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--socket",
            paramLabel = "PATH",
            description =
                    "The socket to listen on. Default: $META_PLUGINS_AGENT, or " + AgentQuery.DEFAULT_SOCKET + ".")
    private String socket = AgentCommand.socket();

    @Option(
            names = "--keep-conflists",
            description =
                    "If another program removes an entry of `metactl conflist add --keep` from a network configuration, the agent"
                            + " restores the entry.")
    private boolean keepConflists;

    @Option(
            names = "--no-repair",
            description =
                    "Does not repair the networks of pods. By default, the agent repairs them within a second after a change on the"
                            + " node or in the pod.")
    private boolean noRepair;

    @Option(
            names = "--no-rehearsal",
            description =
                    "Turns the rehearsal off. By default, the agent rehearses after its start: for some seconds, it makes sample"
                            + " calls in namespaces of its own, so that the JVM has compiled the code before the first pods start.")
    private boolean noRehearsal;

    AgentRunCommand(StandardStreams streams) {
        this.streams = streams;
    }

    @Option(
            names = "--metrics",
            paramLabel = "PORT",
            description =
                    "Serves metrics for Prometheus at http://127.0.0.1:PORT/metrics. With 0, the kernel chooses a port.")
    void setMetricsPort(String port) {
        if (!port.matches("[0-9]{1,5}") || Integer.parseInt(port) > 65535) {
            throw new ParameterException(
                    spec.commandLine(), "--metrics: \"" + port + "\": a port number from 0 to 65535 is expected");
        }
        metricsPort = OptionalInt.of(Integer.parseInt(port));
    }

    @Override
    public Integer call() throws IOException {
        NotifySocket notifySocket = NotifySocket.in(System.getenv());
        try (NodeAgent agent = listen()) {
            streams.err().println("listening at " + socket);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> end(agent)));
            if (!noRepair) {
                agent.keepAttachments();
            }
            if (keepConflists) {
                new ConflistKeeper(
                                NodeRoot.ofThisProcess(),
                                () -> Discovery.catalog(System.getenv()),
                                streams.err()::println)
                        .start();
            }
            if (metricsPort.isEmpty()) {
                return serve(agent, notifySocket);
            }
            try (MetricsEndpoint metrics = MetricsEndpoint.open(metricsPort.getAsInt(), agent::metrics)) {
                streams.err().println("metrics at " + metrics.url());
                return serve(agent, notifySocket);
            }
        } catch (AccessDeniedException e) {
            streams.err().println(e.getFile() + ": permission denied; run the agent as root, or set --socket");
            return 1;
        } catch (IOException | IllegalArgumentException e) {
            streams.err().println(new IoErrorText(e).line());
            return 1;
        }
    }

    private NodeAgent listen() throws IOException {
        OptionalInt passed =
                PassedSocket.in(System.getenv(), ProcessHandle.current().pid());
        return NodeAgent.listen(Path.of(socket), passed, BuildId.ofImage(), streams.err());
    }

    private int serve(NodeAgent agent, NotifySocket notifySocket) {
        notifySocket.send("READY=1");
        Path training = Path.of(System.getProperty("java.home"), "lib", "meta", "training");
        if (!noRehearsal && Files.isDirectory(training)) {
            agent.rehearse(training);
        }
        notifySocket.startWatchdog(() -> AgentQuery.requireResponsive(Path.of(socket), BuildId.ofImage()));
        Optional<ImageInstallation> version = ImageInstallation.ofThisImage();
        BooleanSupplier isReplaced = () -> version.isPresent() && version.get().isReplaced();
        return agent.serve(isReplaced, () -> notifySocket.send("STOPPING=1")) ? 0 : MUST_BE_RESTARTED;
    }

    /**
     * Makes the agent end after it has answered its calls. Never returns: if this shutdown hook returned, the JVM could exit before the
     * calls are answered.
     */
    private void end(NodeAgent agent) {
        if (ThirdPartyThreads.areExiting()) {
            streams.err()
                    .println(
                            "the code of a third-party step has called System.exit: the agent ends when its calls are answered");
        }
        agent.end();
        while (true) {
            LockSupport.park();
        }
    }
}
