package meta.launcher.conflist;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import meta.core.cni.JsonValue.JsonObject;

/**
 * The text of a network configuration list. Immutable: each edit returns a new text, and fails if the new text is too large or too
 * deeply nested. The removal of a plugin that {@link #insertedAfter} has added restores the original bytes.
 */
final class ConflistText {
    /** One character for each byte (ISO 8859-1), so that an index in the text is a position in the document. */
    private final String text;

    private final PluginByteOffsets positions;

    private ConflistText(String text, PluginByteOffsets positions) {
        this.text = text;
        this.positions = positions;
    }

    /**
     * {@return the text of a document}
     *
     * @throws ConflistException as for {@link PluginByteOffsets#in}, or if the document has no {@code plugins}
     */
    static ConflistText of(byte[] document) throws ConflistException {
        PluginByteOffsets positions = PluginByteOffsets.in(document);
        if (!positions.isList()) {
            throw new ConflistException("plugins: missing; a configuration list has a list of plugins");
        }
        return new ConflistText(new String(document, StandardCharsets.ISO_8859_1), positions);
    }

    private ConflistText edited(String newText) throws ConflistException {
        return of(newText.getBytes(StandardCharsets.ISO_8859_1));
    }

    byte[] bytes() {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** {@return the name of the network; empty if it is missing or not a string} */
    String network() {
        return positions.name();
    }

    /** {@return {@code cniVersion}; empty if it is missing or not a string} */
    String version() {
        return positions.version();
    }

    /** {@return the types of the plugins, in order; a type is empty if it is missing or not a string} */
    List<String> types() {
        return positions.plugins().stream().map(PluginByteOffsets.Plugin::type).toList();
    }

    /** {@return the JSON text of the plugin at the index} */
    byte[] plugin(int index) {
        return source(index).getBytes(StandardCharsets.ISO_8859_1);
    }

    private String source(int index) {
        PluginByteOffsets.Plugin plugin = positions.plugins().get(index);
        return text.substring(plugin.start(), plugin.end());
    }

    /**
     * {@return the list with a new plugin, written in the layout of the plugin before it}
     *
     * @param index the index of the plugin before the new one; -1 if the list has no plugins
     */
    ConflistText insertedAfter(int index, JsonObject plugin) throws ConflistException {
        int at = index < 0 ? positions.open() : positions.plugins().get(index).end();
        String entry = index < 0
                ? EntryLayout.ONE_LINE.text(plugin)
                : separatorAfter(index) + layoutOf(index).text(plugin);
        return edited(text.substring(0, at) + entry + text.substring(at));
    }

    /** {@return the list with a new plugin instead of the plugin at the index, written in the layout of the old plugin} */
    ConflistText replaced(int index, JsonObject plugin) throws ConflistException {
        PluginByteOffsets.Plugin old = positions.plugins().get(index);
        String entry = layoutOf(index).text(plugin);
        return edited(text.substring(0, old.start()) + entry + text.substring(old.end()));
    }

    ConflistText without(int index) throws ConflistException {
        List<PluginByteOffsets.Plugin> plugins = positions.plugins();
        int from =
                index == 0 ? plugins.getFirst().start() : plugins.get(index - 1).end();
        int to = index == 0 && plugins.size() > 1
                ? plugins.get(1).start()
                : plugins.get(index).end();
        return edited(text.substring(0, from) + text.substring(to));
    }

    /** {@return the comma and whitespace between the plugin at the index and a new plugin after it} */
    private String separatorAfter(int index) {
        List<PluginByteOffsets.Plugin> plugins = positions.plugins();
        if (plugins.size() > 1) {
            int before = Math.min(index, plugins.size() - 2);
            return text.substring(
                    plugins.get(before).end(), plugins.get(before + 1).start());
        }
        String lead = text.substring(positions.open(), plugins.getFirst().start());
        boolean spaced = lead.isEmpty() && source(index).contains("\": ");
        return "," + (spaced ? " " : lead);
    }

    private EntryLayout layoutOf(int index) {
        int start = positions.plugins().get(index).start();
        int line = text.lastIndexOf('\n', start) + 1;
        String indent = text.substring(line, start);
        return EntryLayout.of(
                source(index),
                indent.isBlank()
                        ? indent
                        : " ".repeat(indent.length() - indent.stripLeading().length()));
    }

    /** {@return the indexes of the plugins of a type, in ascending order} */
    List<Integer> indexesOf(String type) {
        List<Integer> found = new ArrayList<>();
        for (int i = 0; i < positions.plugins().size(); i++) {
            if (positions.plugins().get(i).type().equals(type)) {
                found.add(i);
            }
        }
        return found;
    }
}
