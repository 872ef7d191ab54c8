package meta.launcher.defaults;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import meta.core.call.NodeOptions;
import meta.core.cni.InputProblem;
import meta.core.cni.JsonValue;
import meta.core.cni.JsonValue.JsonArray;
import meta.core.cni.JsonValue.JsonNull;
import meta.core.cni.JsonValue.JsonObject;
import meta.core.cni.JsonValue.JsonString;

/**
 * The settings that root makes for all CNI calls on the node. {@link #logFolders} and {@link #options} read the file at each call.
 *
 * @param file the path of the file in this process; a missing file has the same effect as an empty JSON object
 */
public record NodeDefaults(String file) {
    /** The path of the file if {@link #VARIABLE} is missing or empty. */
    public static final Path STANDARD = Path.of("/etc/meta-plugins/defaults.json");

    /** The environment variable that can contain another path than {@link #STANDARD}. */
    public static final String VARIABLE = "META_PLUGINS_DEFAULTS";

    private static final String LOG_FOLDERS = "log_folders";
    private static final String OPTIONS = "options";

    public NodeDefaults(Path file) {
        this(file.toString());
    }

    /** {@return the settings for a CNI call with these environment variables} */
    public static NodeDefaults in(Map<String, String> environment) {
        String named = environment.getOrDefault(VARIABLE, "");
        return named.isEmpty() ? new NodeDefaults(STANDARD) : new NodeDefaults(named);
    }

    /**
     * {@return the absolute paths of the folders in and below which a log may be any regular file with one link} The folders need not
     * exist. {@code /var/log} has the same property, but is not included.
     *
     * @throws InvalidDefaultsException if the file cannot be used, or its list of folders is invalid
     */
    public List<Path> logFolders() throws InvalidDefaultsException {
        JsonValue listed = content().get(LOG_FOLDERS);
        if (listed instanceof JsonNull) {
            return List.of();
        }
        if (!(listed instanceof JsonArray(var elements))) {
            throw new InvalidDefaultsException(LOG_FOLDERS + ": a list of absolute paths is expected");
        }
        List<Path> folders = new ArrayList<>();
        for (JsonValue each : elements) {
            if (!(each instanceof JsonString(String folder))) {
                throw new InvalidDefaultsException(LOG_FOLDERS + ": a list of absolute paths is expected");
            }
            if (!folder.startsWith("/")) {
                throw new InvalidDefaultsException(LOG_FOLDERS + ": \"" + folder + "\": an absolute path is expected");
            }
            folders.add(path(folder));
        }
        return folders;
    }

    /**
     * {@return the options for all networks, which are not checked} If they cannot be used, the result contains a problem and no options.
     */
    public NodeOptions options() {
        try {
            return options(content());
        } catch (InvalidDefaultsException e) {
            return unusable(new InputProblem(file, "", String.valueOf(e.getMessage())));
        }
    }

    private NodeOptions options(JsonObject content) {
        List<String> notes = new ArrayList<>();
        for (String key : content.members().keySet()) {
            if (!key.equals(LOG_FOLDERS) && !key.equals(OPTIONS)) {
                notes.add(file + ": " + new JsonString(key) + ": unknown key; known keys are \"" + LOG_FOLDERS
                        + "\" and \"" + OPTIONS + "\"");
            }
        }
        String place = file + ": " + OPTIONS;
        return switch (content.get(OPTIONS)) {
            case JsonNull _ -> new NodeOptions(place, JsonObject.EMPTY, List.of(), notes);
            case JsonObject byType -> new NodeOptions(place, byType, List.of(), notes);
            case JsonValue other ->
                unusable(new InputProblem(
                        place, other.toString(), "expected an object with an object for each plugin type"));
        };
    }

    private static NodeOptions unusable(InputProblem problem) {
        return new NodeOptions("", JsonObject.EMPTY, List.of(problem), List.of());
    }

    private JsonObject content() throws InvalidDefaultsException {
        Path path = path(file);
        return Files.exists(path, LinkOption.NOFOLLOW_LINKS) ? new DefaultsFile(path).read() : JsonObject.EMPTY;
    }

    /**
     * {@return the text as a path}
     *
     * @throws InvalidDefaultsException if the text contains NUL, or a character that the JVM cannot encode
     */
    private static Path path(String text) throws InvalidDefaultsException {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new InvalidDefaultsException(String.valueOf(e.getMessage()));
        }
    }
}
