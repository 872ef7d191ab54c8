package meta.core.cni;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import meta.core.cni.JsonValue.JsonArray;
import meta.core.cni.JsonValue.JsonNull;
import meta.core.cni.JsonValue.JsonObject;
import meta.core.cni.JsonValue.JsonString;
import meta.core.cni.RequestReadResult.Invalid;
import meta.core.cni.RequestReadResult.Valid;
import meta.spi.Attachment;

/**
 * Reads the request of a CNI call from the environment variables and the network configuration.
 *
 * <p>A DEL must clean up even if the configuration was damaged after the ADD. Therefore, a DEL is rejected only if its environment
 * variables are invalid or standard input cannot be read.
 */
public final class RequestReader {
    /**
     * Size in bytes. Larger documents, except that of a DEL, are first checked without their nested values, so that a malformed one takes
     * little memory.
     */
    private static final int LARGE = 64 << 10;

    private static final String VALID_ATTACHMENTS = "cni.dev/valid-attachments";

    private final CniVerb verb;
    private final Environment environment;

    private RequestReader(CniVerb verb, Environment environment) {
        this.verb = verb;
        this.environment = environment;
    }

    /**
     * {@return the request, or the reason why it is invalid}
     *
     * @param variables the environment variables of the call
     * @param stdin the network configuration; it is not closed
     */
    public static RequestReadResult read(Map<String, String> variables, InputStream stdin) {
        Environment environment = Environment.of(variables);
        List<InputProblem> problems = environment.problems();
        Optional<CniVerb> verb = environment.verb();
        if (verb.isEmpty() || !problems.isEmpty()) {
            return new Invalid(new Failure.BadEnvironment(problems), versionIn(stdin));
        }
        if (verb.get() == CniVerb.VERSION) {
            return new Valid(new CniRequest.Version());
        }
        return new RequestReader(verb.get(), environment).read(stdin);
    }

    /**
     * {@return a {@link CniRequest.Add} with this configuration, or the reason why it is invalid}
     *
     * @param variables the environment variables of the call; {@code CNI_COMMAND} is ignored
     */
    public static RequestReadResult readAdd(Map<String, String> variables, JsonObject configuration) {
        Map<String, String> add = new HashMap<>(variables);
        add.put("CNI_COMMAND", CniVerb.ADD.name());
        Environment environment = Environment.of(add);
        List<InputProblem> problems = environment.problems();
        return problems.isEmpty()
                ? new RequestReader(CniVerb.ADD, environment).decoded(configuration, List.of())
                : new Invalid(new Failure.BadEnvironment(problems), CniVersion.LATEST);
    }

    private RequestReadResult read(InputStream stdin) {
        byte[] document;
        try {
            document = document(stdin);
        } catch (IOException e) {
            return new Invalid(
                    new Failure.InputOutput("standard input", String.valueOf(e.getMessage())), CniVersion.LATEST);
        }
        if (document.length > LARGE && verb != CniVerb.DEL) {
            JsonReadResult outermost = JsonReader.readOutermost(document);
            if (outermost instanceof JsonReadResult.Malformed) {
                return decoded(outermost);
            }
        }
        return decoded(JsonReader.read(document));
    }

    private RequestReadResult decoded(JsonReadResult document) {
        return switch (document) {
            case JsonReadResult.Valid(JsonObject json) -> decoded(json, List.of());
            case JsonReadResult.Valid(JsonValue other) ->
                undecodable(1, 1, "an object is expected, not " + other.kind(), JsonObject.EMPTY);
            case JsonReadResult.Malformed(int line, int column, String reason, JsonObject intact) ->
                undecodable(line, column, reason, intact);
        };
    }

    /**
     * {@return the version of the network configuration; the latest version if it is unknown or cannot be read}
     *
     * @param stdin the network configuration; it is not closed
     */
    public static CniVersion versionIn(InputStream stdin) {
        try {
            return switch (JsonReader.readOutermost(document(stdin))) {
                case JsonReadResult.Valid(JsonObject json) ->
                    CniVersion.ofConfiguration(json).orElse(CniVersion.LATEST);
                case JsonReadResult.Valid(var _) -> CniVersion.LATEST;
                case JsonReadResult.Malformed(var _, var _, var _, JsonObject intact) -> versionBeforeBreak(intact);
            };
        } catch (IOException e) {
            return CniVersion.LATEST;
        }
    }

    private static byte[] document(InputStream stdin) throws IOException {
        return stdin.readNBytes(JsonReader.MAX_BYTES + 1); // one byte more shows that the document is too large
    }

    private RequestReadResult undecodable(int line, int column, String reason, JsonObject intact) {
        Failure.Undecodable failure = new Failure.Undecodable(line, column, reason);
        if (verb != CniVerb.DEL) {
            return new Invalid(failure, versionBeforeBreak(intact));
        }
        return decoded(intact, List.of(new InputProblem("standard input", "", failure.details())));
    }

    private RequestReadResult decoded(JsonObject json, List<InputProblem> known) {
        Optional<CniVersion> version = CniVersion.ofConfiguration(json);
        if (verb == CniVerb.DEL) {
            return valid(config(json, version.orElse(CniVersion.LATEST), known));
        }
        if (version.isEmpty()) {
            String given = json.get("cniVersion").toString();
            return new Invalid(new Failure.UnknownVersion(given), CniVersion.LATEST);
        }
        if (!version.get().isAtLeast(verb.since())) {
            return new Invalid(new Failure.VerbTooNew(verb, version.get()), version.get());
        }
        if (json.get("plugins") instanceof JsonArray && !json.has("type")) {
            InputProblem list = new InputProblem(
                    "plugins",
                    "",
                    "this is a configuration list; a plugin takes one entry of the list, to which the keys cniVersion, name"
                            + " and prevResult are added; `metactl plan -f FILE` accepts the list");
            return new Invalid(new Failure.BadConfiguration(List.of(list)), version.get());
        }
        return valid(config(json, version.get(), known));
    }

    private Valid valid(RequestConfig config) {
        var attachment =
                Attachment.of(config.network(), environment.containerId(), environment.ifname(), environment.netns());
        CniArgs args = CniArgs.parse(environment.args());
        return new Valid(
                switch (verb) {
                    case ADD -> new CniRequest.Add(attachment, args, config);
                    case CHECK -> new CniRequest.Check(attachment, args, config);
                    case DEL -> new CniRequest.Del(attachment, args, config);
                    case GC -> gc(config);
                    case STATUS -> new CniRequest.Status(config);
                    case VERSION -> new CniRequest.Version();
                });
    }

    /** A missing list and {@code null} are no errors: cnitool omits the key, and a client in Go can write an empty list as {@code null}. */
    private static CniRequest.Gc gc(RequestConfig config) {
        List<Attachment> valid = new ArrayList<>();
        List<InputProblem> problems = new ArrayList<>(config.problems());
        JsonValue given = config.json().get(VALID_ATTACHMENTS);
        if (!(given instanceof JsonArray) && !(given instanceof JsonNull)) {
            problems.add(new InputProblem(
                    VALID_ATTACHMENTS, given.toString(), "expected a list of the attachments that still exist"));
        }
        for (JsonValue element : config.json().elements(VALID_ATTACHMENTS)) {
            if (element instanceof JsonObject entry
                    && !entry.text("containerID").isEmpty()
                    && !entry.text("ifname").isEmpty()) {
                valid.add(Attachment.of(config.network(), entry.text("containerID"), entry.text("ifname"), ""));
            } else {
                problems.add(new InputProblem(
                        VALID_ATTACHMENTS, element.toString(), "expected an object with containerID and ifname"));
            }
        }
        return new CniRequest.Gc(withProblems(config, problems), config.json().has(VALID_ATTACHMENTS), valid);
    }

    private static RequestConfig withProblems(RequestConfig config, List<InputProblem> problems) {
        return new RequestConfig(config.version(), config.network(), config.json(), config.previous(), problems);
    }

    private RequestConfig config(JsonObject json, CniVersion version, List<InputProblem> known) {
        List<InputProblem> problems = new ArrayList<>(known);
        String network = network(json.get("name"), problems);
        PreviousResult previous = previous(json.get("prevResult"), version, problems);
        return new RequestConfig(version, network, json, previous, problems);
    }

    /** Never returns {@link CniVersion#UNNAMED} for a missing version, because the version may follow after the error. */
    private static CniVersion versionBeforeBreak(JsonObject intact) {
        return CniVersion.of(intact.text("cniVersion")).orElse(CniVersion.LATEST);
    }

    private static String network(JsonValue given, List<InputProblem> problems) {
        if (given instanceof JsonString(String name) && CniNameSyntax.isName(name)) {
            return name;
        }
        String accepted = "expected a network name: a letter or digit, then letters, digits, \"_\", \".\" and \"-\"";
        problems.add(
                given instanceof JsonNull
                        ? InputProblem.missing("name", accepted)
                        : new InputProblem("name", given.toString(), accepted));
        return "";
    }

    private PreviousResult previous(JsonValue given, CniVersion version, List<InputProblem> problems) {
        if (given instanceof JsonObject json) {
            return ResultReader.read(CniResult.of(json, version), "prevResult", problems);
        }
        boolean needed = verb == CniVerb.ADD || verb == CniVerb.CHECK;
        String accepted = "expected the result of the plugin before this one in the chain";
        if (!(given instanceof JsonNull)) {
            problems.add(new InputProblem("prevResult", given.toString(), accepted));
        } else if (needed) {
            problems.add(InputProblem.missing("prevResult", accepted + "; a main plugin must create the NIC first"));
        }
        return PreviousResult.NONE;
    }
}
