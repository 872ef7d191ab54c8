package meta.image.install;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import meta.image.topology.Command;

/** A node for the tests of packages: a root file system whose commands are isolated from this machine. */
interface Node extends AutoCloseable {
    /** {@return the folder that has the node's files} */
    Path root();

    /** {@return a command that runs on the node, as root} */
    Command command(List<String> words);

    /** {@return the standard output of a shell script on the node, which must succeed} */
    default String shell(String script, String... words) {
        List<String> all = new ArrayList<>(List.of("sh", "-euc", script, "sh"));
        all.addAll(List.of(words));
        return command(all).run().text();
    }

    @Override
    void close();
}
