package meta.launcher.conflist;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import meta.core.cni.JsonValue.JsonString;

/** Makes a configuration list of the configuration of one plugin. The plugin's text stays unchanged. */
final class Conversion {
    private static final String DEFAULT_VERSION = "0.2.0"; // of a configuration without cniVersion

    private Conversion() {}

    /** {@return the list, one character for each byte} */
    static String list(byte[] single) throws ConflistException {
        ListPlaces content = ListPlaces.in(single);
        if (content.isList()) {
            throw new ConflistException("plugins: a list is expected in a file that ends in .conflist, not here");
        }
        if (content.type().isEmpty()) {
            throw new ConflistException("type: missing; the configuration of a plugin has one");
        }
        if (content.name().isEmpty()) {
            throw new ConflistException("name: missing; a list needs the name of the network");
        }
        String plugin = new String(single, StandardCharsets.ISO_8859_1).strip();
        if (!plugin.startsWith("{")) {
            throw new ConflistException("the first byte is not {; runtimes do not read such a file");
        }
        String version = content.version().isEmpty() ? DEFAULT_VERSION : content.version();
        String newline = plugin.contains("\r\n") ? "\r\n" : "\n";
        return String.join(
                newline,
                "{",
                "  \"cniVersion\": " + quoted(version) + ",",
                "  \"name\": " + quoted(content.name()) + ",",
                "  \"plugins\": [",
                plugin,
                "  ]",
                "}",
                "");
    }

    /** {@return whether a list has the content that the conversion of a file with one plugin gives it} */
    static boolean isOutcome(String list, NetworkFile single) throws IOException {
        try {
            return list(single.read()).equals(list);
        } catch (ConflistException e) {
            return false;
        }
    }

    private static String quoted(String text) {
        byte[] bytes = new JsonString(text).toString().getBytes(StandardCharsets.UTF_8);
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
