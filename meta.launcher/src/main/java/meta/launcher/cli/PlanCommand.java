package meta.launcher.cli;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import meta.core.cni.CallFailedException;
import meta.core.cni.CniRequest;
import meta.core.cni.Failure;
import meta.core.cni.Reading;
import meta.core.cni.RequestReader;
import meta.core.engine.Change;
import meta.core.engine.IpLine;
import meta.core.json.Decoding;
import meta.core.json.JsonObject;
import meta.core.json.JsonReader;
import meta.core.json.JsonText;
import meta.core.json.JsonValue;
import meta.core.json.JsonWriter;
import meta.core.packet.PacketLine;
import meta.core.verb.NamespacesByPath;
import meta.core.verb.Outlook;
import meta.core.verb.PodSession;
import meta.launcher.call.Discovery;
import meta.launcher.call.Plugin;
import meta.launcher.call.PodCall;
import meta.spi.Plan;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows what an ADD would do now, and does nothing. */
@Command(
        name = "plan",
        description = "Shows as ip commands what an ADD would do now, and does nothing.",
        footer = "The network configuration, or the whole list, is read from standard input.")
final class PlanCommand implements Callable<Integer> {
    private final InputStream stdin;
    private final PrintStream out;

    @Parameters(paramLabel = "TYPE", description = "The plugin type, such as veth.")
    private String type = "";

    @Option(names = "--netns", required = true, paramLabel = "PATH", description = "The pod's network namespace.")
    private String netns = "";

    @Option(names = "--ifname", paramLabel = "NAME", description = "The pod's NIC; ${DEFAULT-VALUE} if not given.")
    private String ifname = "eth0";

    @Option(
            names = "--container-id",
            paramLabel = "ID",
            description = "The container's id; ${DEFAULT-VALUE} if not given.")
    private String containerId = "plan";

    PlanCommand(InputStream stdin, PrintStream out) {
        this.stdin = stdin;
        this.out = out;
    }

    @Override
    public Integer call() throws IOException {
        try {
            show(request());
            return 0;
        } catch (CallFailedException e) {
            System.err.println(e.failure().message() + ": " + e.failure().details());
            return 1;
        }
    }

    private void show(CniRequest.Add request) {
        try (PodSession pod = PodSession.open(request.attachment(), new NamespacesByPath())) {
            Outlook outlook = Outlook.of(
                    new PodCall(new Plugin(type, Discovery.catalog(System.getenv())), new NamespacesByPath())
                            .task(request),
                    pod.kernel());
            outlook.notes().forEach(note -> out.println("# " + note));
            first(outlook);
            for (Change change : outlook.changes().list()) {
                String reason = change.reason().isEmpty() ? "" : "  # " + change.reason();
                new IpLine(change).lines().forEach(line -> out.println(line + reason));
            }
            if (outlook.changes().isEmpty()) {
                out.println("# all is as it should be");
            }
            last(outlook);
        }
    }

    private void first(Outlook outlook) {
        for (Plan.Item item : items(outlook)) {
            switch (item) {
                case Plan.Conflict conflict ->
                    out.println("# fails, since " + conflict.owner() + " has " + conflict.address());
                case Plan.Probe probe -> out.println("# first: " + PacketLine.of(probe));
                case Plan.Ensure _, Plan.Remove _, Plan.Report _, Plan.Announce _ -> {}
            }
        }
    }

    private void last(Outlook outlook) {
        for (Plan.Item item : items(outlook)) {
            if (item instanceof Plan.Announce announce) {
                out.println("# at last: " + PacketLine.of(announce));
            }
        }
    }

    private static List<Plan.Item> items(Outlook outlook) {
        List<Plan.Item> items = new ArrayList<>();
        outlook.plans().forEach(planned -> items.addAll(planned.plan().items()));
        return items;
    }

    private CniRequest.Add request() throws IOException {
        Map<String, String> environment = Map.of(
                "CNI_COMMAND", "ADD",
                "CNI_CONTAINERID", containerId,
                "CNI_NETNS", netns,
                "CNI_IFNAME", ifname,
                "CNI_PATH", "/opt/cni/bin");
        return switch (RequestReader.read(environment, configuration())) {
            case Reading.Accepted(CniRequest.Add add) -> add;
            case Reading.Accepted(CniRequest other) -> throw new IllegalStateException("an ADD was read as " + other);
            case Reading.Rejected(Failure failure, var _) -> throw new CallFailedException(failure);
        };
    }

    private InputStream configuration() throws IOException {
        byte[] given = stdin.readNBytes(JsonReader.LARGEST + 1);
        if (!(JsonReader.read(given) instanceof Decoding.Decoded(JsonObject json))) {
            return new ByteArrayInputStream(given);
        }
        JsonObject own = ofType(json);
        JsonObject complete = own.has("prevResult") ? own : own.with("prevResult", JsonObject.EMPTY);
        return new ByteArrayInputStream(JsonWriter.compact(complete).getBytes(StandardCharsets.UTF_8));
    }

    /** {@return of a configuration list the configuration of our type, named and of the version that the list is} */
    private JsonObject ofType(JsonObject json) {
        for (JsonValue element : json.elements("plugins")) {
            if (element instanceof JsonObject plugin && plugin.text("type").equals(type)) {
                return plugin.with("name", new JsonText(json.text("name")))
                        .with("cniVersion", new JsonText(json.text("cniVersion")));
            }
        }
        return json;
    }
}
