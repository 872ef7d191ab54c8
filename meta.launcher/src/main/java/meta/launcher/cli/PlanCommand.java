package meta.launcher.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import meta.core.call.DryRun;
import meta.core.call.ObservedPod;
import meta.core.call.RawPluginConfiguration;
import meta.core.cni.CallFailedException;
import meta.core.cni.CniRequest;
import meta.core.cni.Failure;
import meta.core.cni.JsonReader;
import meta.core.plugin.Catalog;
import meta.core.record.AttachmentRecord;
import meta.core.record.KnownAttachments.Known;
import meta.launcher.call.Calls;
import meta.launcher.call.Discovery;
import meta.launcher.defaults.NodeDefaults;
import meta.launcher.pods.NodeAttachments;
import meta.netlink.message.MalformedMessageException;
import meta.netlink.socket.NetlinkException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "plan",
        description = {
            "Prints what an ADD would do now, as ip and sysctl commands. Changes nothing.",
            "Run it as root on the node, in the node's network namespace.",
            "",
            "If the plugins have attached the POD, the command plans each NIC with the inputs of its ADD. For any other pod, or with another"
                    + " configuration, use --netns and -f.",
            "",
            "The network configuration is the configuration of one plugin, a configuration list, or a NetworkAttachmentDefinition"
                    + " in JSON. If it has no prevResult, the addresses of the pod's NIC are used instead."
        },
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:the plan is printed; with --exit-code: an ADD would change nothing",
            "1:the ADD would fail or cannot be planned, and the reason is on standard error",
            "2:wrong usage; with --exit-code also: an ADD would change something"
        },
        footerHeading = "Examples:%n",
        footer = {
            "  metactl plan shop/web-0",
            "  metactl plan --netns /run/netns/cni-1f0a -f /etc/cni/net.d/10-macvlan.conflist",
            "  metactl plan router --netns cni-1f0a --ifname net1 < router.json",
            "  metactl plan --netns cni-1f0a -f veth.json --exit-code >/dev/null || echo changed"
        })
final class PlanCommand implements Callable<Integer> {
    private static final String NETNS_FOLDER = "/run/netns/";
    private static final String NAME = "metactl plan";
    private static final String STDIN = "-";

    private final StandardStreams streams;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(
            arity = "0..1",
            paramLabel = "POD|TYPE",
            description = "Without --netns, the pod: " + PodChoice.NAMES
                    + " With --netns, the plugin type, such as veth. The type is required if the"
                    + " configuration contains several types of this image.")
    private String podOrType = "";

    @Option(
            names = "--netns",
            paramLabel = "PATH",
            description = "The pod's network namespace: a path, or a name that `ip netns list` shows.")
    private String netns = "";

    @Option(
            names = {"-f", "--file"},
            paramLabel = "FILE",
            description = "The network configuration. Default: standard input (-).")
    private String file = STDIN;

    @Option(
            names = "--ifname",
            paramLabel = "NAME",
            description =
                    "The pod's NIC. Default: with POD, all attached NICs; otherwise, the NIC for which veth0 was created, or the"
                            + " pod's only NIC.")
    private String ifname = "";

    @Option(
            names = "--container-id",
            paramLabel = "ID",
            description = "The container id. Default: the id in the alias or the name of veth0's peer.")
    private String containerId = "";

    @Option(names = "--shell", description = "Prints commands that can be pasted into a shell of the node.")
    private boolean shell;

    @Option(names = "--exit-code", description = "Ends with exit code 2 if an ADD would change something.")
    private boolean exitCode;

    PlanCommand(StandardStreams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() throws IOException {
        if (!netns.isEmpty()) {
            return planConfiguration();
        }
        if (podOrType.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "POD is missing; for a pod that the plugins have not attached, use --netns and -f");
        }
        return new AttachmentCommandRunner(NAME, streams).run(this::planPod);
    }

    private int planPod(NodeAttachments node) throws PodChoice.UnclearPodException {
        List<Known> attachments = PodChoice.onePod(podOrType, node).stream()
                .filter(known ->
                        ifname.isEmpty() || known.record().attachment().ifname().equals(ifname))
                .toList();
        if (attachments.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(), "--ifname: " + ifname + ": the pod has no such NIC that is attached");
        }
        int status = 0;
        for (Known known : attachments) {
            int ofNic = planNic(node, known.record());
            status = status == 1 || ofNic == 1 ? 1 : Math.max(status, ofNic);
        }
        return status;
    }

    private int planNic(NodeAttachments node, AttachmentRecord record) {
        streams.out()
                .println("# " + record.attachment().ifname() + " (" + record.type() + ", network "
                        + record.attachment().network() + ")");
        try {
            return status(node.plan(record, shell, streams.out()::println));
        } catch (CallFailedException e) {
            streams.err().println(NAME + ": " + explained(e.failure()));
            return 1;
        }
    }

    private int status(DryRun run) {
        return run.fails() ? 1 : exitCode && run.hasChanges() ? 2 : 0;
    }

    private int planConfiguration() throws IOException {
        byte[] document = document();
        String path = path();
        try {
            Catalog catalog = Discovery.catalog(System.getenv());
            RawPluginConfiguration configuration = RawPluginConfiguration.in(document, podOrType, catalog);
            ObservedPod facts = ObservedPod.at(path);
            DryRun run = DryRun.of(
                    request(configuration, facts, path),
                    Calls.plugin(
                            configuration.type(),
                            catalog,
                            NodeDefaults.in(System.getenv()).options()),
                    shell,
                    streams.out()::println);
            return status(run);
        } catch (CallFailedException e) {
            return failed(explained(e.failure()));
        } catch (NetlinkException | MalformedMessageException e) {
            return failed("the kernel does not answer as expected: " + e.getMessage());
        }
    }

    /**
     * {@return the text for a failure} The message of {@link Failure.BadEnvironment} is left out, because the user has set no environment
     * variables. The message of {@link Failure.InputOutput} is left out, because it adds nothing to the details.
     */
    private static String explained(Failure failure) {
        return switch (failure) {
            case Failure.BadEnvironment _, Failure.InputOutput _ -> failure.details();
            case Failure other -> other.message() + "\n" + other.details();
        };
    }

    private int failed(String text) throws IOException {
        streams.err().println(NAME + ": " + text.replace("CNI_NETNS", "--netns").replace("CNI_IFNAME", "--ifname"));
        if ((Integer) Files.getAttribute(Path.of("/proc/self"), "unix:uid") != 0) {
            streams.err().println("Reading the namespaces of node and pod requires root: run it with sudo.");
        }
        return 1;
    }

    private byte[] document() throws IOException {
        if (!file.equals(STDIN)) {
            try (var in = Files.newInputStream(Path.of(file))) {
                return in.readNBytes(JsonReader.MAX_BYTES + 1);
            } catch (NoSuchFileException | InvalidPathException e) {
                throw new ParameterException(spec.commandLine(), "--file: " + file + ": there is no such file", e);
            } catch (IOException e) {
                throw new ParameterException(spec.commandLine(), "--file: " + file + ": cannot be read", e);
            }
        }
        if (streams.typed()) {
            streams.err()
                    .println(
                            "reading the network configuration from standard input until Ctrl-D; -f FILE reads a file");
        }
        return streams.in().readNBytes(JsonReader.MAX_BYTES + 1);
    }

    private String path() {
        String path = netns.contains("/") ? netns : NETNS_FOLDER + netns;
        if (!Files.exists(Path.of(path))) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--netns: " + path
                            + ": there is no such file. `ip netns list` shows the names of namespaces; `crictl inspectp POD`"
                            + " shows the path of a pod's namespace (runtimeSpec.linux.namespaces)");
        }
        return path;
    }

    private CniRequest.Add request(RawPluginConfiguration configuration, ObservedPod facts, String path) {
        String nic = ifname.isEmpty() ? facts.ifname().orElseThrow(() -> ambiguous(facts.nics())) : ifname;
        String container = containerId.isEmpty() ? facts.containerId() : containerId;
        return configuration.request(container, path, nic, facts.addresses());
    }

    private ParameterException ambiguous(List<String> nics) {
        String text = nics.isEmpty()
                ? "--netns: " + netns + ": has no NIC; is it the pod's namespace?"
                : "--ifname: missing; the pod has " + String.join(", ", nics) + ": say which";
        return new ParameterException(spec.commandLine(), text);
    }
}
