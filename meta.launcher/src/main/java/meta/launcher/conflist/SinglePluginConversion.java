package meta.launcher.conflist;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import meta.core.cni.JsonValue.JsonString;

/** Converts the configuration of a single plugin to a configuration list. */
final class SinglePluginConversion {
    private static final String DEFAULT_VERSION = "0.2.0"; // of a configuration without cniVersion

    private SinglePluginConversion() {}

    /**
     * {@return the text of the list, one character for each byte}
     *
     * @param single the content of the file with a single plugin
     * @throws ConflistException if the content is a list, has no type or no name, or begins with a byte order mark, or as for {@link
     *     PluginByteOffsets#in}
     */
    static String list(byte[] single) throws ConflistException {
        PluginByteOffsets content = PluginByteOffsets.in(single);
        if (content.isList()) {
            throw new ConflistException(
                    "plugins: not expected in this file; a list of plugins must be in a file that ends in .conflist");
        }
        if (content.type().isEmpty()) {
            throw new ConflistException("type: missing; the configuration of a plugin needs a type");
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

    /**
     * {@return whether the conversion of a file gives exactly this list} False if the file cannot be converted.
     *
     * @param list the text of a list, one character for each byte
     */
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
