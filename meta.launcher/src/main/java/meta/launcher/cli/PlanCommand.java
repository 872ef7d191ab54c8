package meta.launcher.cli;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import meta.core.call.CallContext;
import meta.core.call.CallPlan;
import meta.core.call.NamespacesByPath;
import meta.core.call.PodFacts;
import meta.core.call.PodSession;
import meta.core.cni.CallFailedException;
import meta.core.cni.CniRequest;
import meta.core.cni.Failure;
import meta.core.cni.JsonReader;
import meta.core.cni.ParsedRequest;
import meta.core.cni.RequestReader;
import meta.core.plugin.Catalog;
import meta.launcher.call.Discovery;
import meta.launcher.call.Plugin;
import meta.launcher.call.PodCall;
import meta.netlink.message.MalformedMessageException;
import meta.netlink.socket.NetlinkException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows what an ADD would do now, and does nothing. */
@Command(
        name = "plan",
        description = {
            "Shows as ip commands what an ADD would do now, and changes nothing.",
            "Run it as root on the node, in its network namespace.",
            "",
            "The network configuration is a plugin's own, a whole configuration list, or a NetworkAttachmentDefinition in JSON. Where it"
                    + " has no prevResult, the addresses of the pod's NIC stand for it."
        },
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:the plan is printed; with --exit-code: there is nothing to do",
            "1:the ADD would fail, and the reason is on standard error",
            "2:wrong usage; with --exit-code also: there is something to do"
        },
        footerHeading = "Examples:%n",
        footer = {
            "  metactl plan --netns /run/netns/cni-1f0a -f /etc/cni/net.d/10-macvlan.conflist",
            "  metactl plan router --netns cni-1f0a --ifname net1 < router.json",
            "  metactl plan --netns cni-1f0a -f veth.json --exit-code >/dev/null || echo changed"
        })
final class PlanCommand implements Callable<Integer> {
    private static final String NETNS_FOLDER = "/run/netns/";
    private static final String STDIN = "-";

    private final Terminal terminal;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(
            arity = "0..1",
            paramLabel = "TYPE",
            description = "The plugin type, such as veth. Needed where the configuration has more than one of ours.")
    private String type = "";

    @Option(
            names = "--netns",
            required = true,
            paramLabel = "PATH",
            description = "The pod's network namespace: a path, or a name that `ip netns list` shows.")
    private String netns = "";

    @Option(
            names = {"-f", "--file"},
            paramLabel = "FILE",
            description = "The network configuration; standard input if not given, or -.")
    private String file = STDIN;

    @Option(
            names = "--ifname",
            paramLabel = "NAME",
            description = "The pod's NIC; if not given, the one that veth0 was made for, or the pod's only one.")
    private String ifname = "";

    @Option(
            names = "--container-id",
            paramLabel = "ID",
            description = "The container's id; if not given, the one that the host's end of veth0 is marked with.")
    private String containerId = "";

    @Option(names = "--shell", description = "Prints commands that can be pasted into a shell of the node.")
    private boolean shell;

    @Option(names = "--exit-code", description = "Ends with exit code 2 where there is something to do.")
    private boolean exitCode;

    PlanCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        byte[] document = document();
        String path = path();
        try {
            Catalog catalog = Discovery.catalog(System.getenv());
            PlanConfiguration configuration = PlanConfiguration.in(document, type, catalog);
            PodFacts facts = PodFacts.at(path);
            return show(request(configuration, facts, path), new Plugin(configuration.type(), catalog));
        } catch (CallFailedException e) {
            return failed(explained(e.failure()));
        } catch (NetlinkException | MalformedMessageException e) {
            return failed("the kernel does not answer as expected: " + e.getMessage());
        }
    }

    /** The kind is left out where it is about the environment of a runtime's call, which is ours to make here. */
    private static String explained(Failure failure) {
        return switch (failure) {
            case Failure.BadEnvironment _, Failure.InputOutput _ -> failure.details();
            case Failure other -> other.message() + "\n" + other.details();
        };
    }

    private int failed(String text) throws IOException {
        terminal.err()
                .println("metactl plan: " + text.replace("CNI_NETNS", "--netns").replace("CNI_IFNAME", "--ifname"));
        if ((Integer) Files.getAttribute(Path.of("/proc/self"), "unix:uid") != 0) {
            terminal.err().println("Reading the namespaces of node and pod takes root: run it with sudo.");
        }
        return 1;
    }

    private byte[] document() throws IOException {
        if (!file.equals(STDIN)) {
            try (var in = Files.newInputStream(Path.of(file))) {
                return in.readNBytes(JsonReader.LARGEST + 1);
            } catch (NoSuchFileException | InvalidPathException e) {
                throw new ParameterException(spec.commandLine(), "--file: " + file + ": there is no such file", e);
            } catch (IOException e) {
                throw new ParameterException(spec.commandLine(), "--file: " + file + ": cannot be read", e);
            }
        }
        if (terminal.typed()) {
            terminal.err()
                    .println(
                            "reading the network configuration from standard input until Ctrl-D; -f FILE reads a file");
        }
        return terminal.in().readNBytes(JsonReader.LARGEST + 1);
    }

    private String path() {
        String path = netns.contains("/") ? netns : NETNS_FOLDER + netns;
        if (!Files.exists(Path.of(path))) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--netns: " + path
                            + ": there is no such file. `ip netns list` shows the names of namespaces; of a pod,"
                            + " `crictl inspectp POD` tells the path (runtimeSpec.linux.namespaces)");
        }
        return path;
    }

    private CniRequest.Add request(PlanConfiguration configuration, PodFacts facts, String path) {
        String nic = ifname.isEmpty() ? facts.ifname().orElseThrow(() -> ambiguous(facts.nics())) : ifname;
        Map<String, String> environment = Map.of(
                "CNI_COMMAND",
                "ADD",
                "CNI_CONTAINERID",
                containerId.isEmpty() ? facts.containerId() : containerId,
                "CNI_NETNS",
                path,
                "CNI_IFNAME",
                nic,
                "CNI_PATH",
                "/opt/cni/bin");
        byte[] complete = configuration.complete(nic, facts.addresses());
        return switch (RequestReader.read(environment, new ByteArrayInputStream(complete))) {
            case ParsedRequest.Valid(CniRequest.Add add) -> add;
            case ParsedRequest.Valid(CniRequest other) ->
                throw new IllegalStateException("an ADD was read as " + other);
            case ParsedRequest.Invalid(Failure failure, var _) -> throw new CallFailedException(failure);
        };
    }

    private ParameterException ambiguous(List<String> nics) {
        String text = nics.isEmpty()
                ? "--netns: " + netns + ": has no NIC; is it the pod's namespace?"
                : "--ifname: missing; the pod has " + String.join(", ", nics) + ": say which";
        return new ParameterException(spec.commandLine(), text);
    }

    private int show(CniRequest.Add request, Plugin plugin) {
        CallContext task = new PodCall(plugin, new NamespacesByPath()).task(request);
        PlanText text =
                new PlanText(terminal.out(), shell ? request.attachment().netns() : "");
        text.notes(task.config().notes());
        if (task.config().skipCall()) {
            text.notes(List.of("nothing to do: skip_call is true"));
            return 0;
        }
        try (PodSession pod = PodSession.open(request.attachment(), new NamespacesByPath())) {
            CallPlan outlook = CallPlan.of(task, pod.kernel());
            boolean fails = text.print(outlook);
            return fails ? 1 : exitCode && !outlook.changes().isEmpty() ? 2 : 0;
        }
    }
}
