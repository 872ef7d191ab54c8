package meta.launcher.conflist;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import meta.launcher.call.TestCatalog;
import meta.launcher.runtime.NodeFiles;

/**
 * A node with network configurations, which tests edit.
 *
 * @param files the files of the node
 */
record EditedNode(NodeFiles files) {
    static final String FOLDER = "/etc/cni/net.d/";
    static final String LIST = FOLDER + "10-lan.conflist";
    static final String TEXT =
            "{\"cniVersion\": \"1.0.0\", \"name\": \"lan\", \"plugins\": [{\"type\": \"macvlan\"}, {\"type\": \"tuning\"}]}\n";
    static final String OPTIONS =
            "\"overlay_hijack_subnet\": \"10.244.0.0/16\", \"service_hijack_subnet\": \"10.96.0.0/12\"";
    static final String WITH_VETH = TEXT.replace("\"tuning\"}", "\"tuning\"}, {\"type\": \"veth\", " + OPTIONS + "}");

    ConflistEditPlanner editor() {
        return new ConflistEditPlanner(files.root());
    }

    /** {@return an entry for veth with {@link #OPTIONS}; when the entry is added to {@link #TEXT}, the result is {@link #WITH_VETH}} */
    static ChainEntry veth() throws ConflistException {
        return ChainEntry.of("veth", "", ("{" + OPTIONS + "}").getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Adds a plugin to the configuration of a network.
     *
     * @return the edit, which is already applied
     */
    ConflistEditPlanner.Planned added(String network, ChainEntry entry, boolean convert)
            throws IOException, ConflistException {
        ConflistEditPlanner.Planned planned = editor().add(network, entry, TestCatalog.catalog(), convert);
        planned.apply();
        return planned;
    }

    ConflistEditPlanner.Planned added(String network) throws IOException, ConflistException {
        return added(network, veth(), false);
    }

    /** Removes veth from the configuration of a network. */
    void remove(String network) throws IOException, ConflistException {
        editor().remove(network, Set.of("veth")).apply();
    }

    /** {@return the names of the files in {@link #FOLDER}, sorted} */
    List<String> names() throws IOException {
        try (Stream<Path> listed = Files.list(files.root().folder().resolve(FOLDER.substring(1)))) {
            return listed.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
