package meta.image.install;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import meta.image.topology.Command;

/** A node of the tests: a root file system, and namespaces in which commands of the node run. */
interface Node extends AutoCloseable {
    /** {@return the folder that contains the root file system of the node} */
    Path root();

    /** {@return a command that runs on the node} */
    Command command(List<String> words);

    /**
     * {@return the standard output of a shell script on the node}
     *
     * @param words the arguments of the script
     * @throws AssertionError if a command of the script fails
     */
    default String shell(String script, String... words) {
        List<String> all = new ArrayList<>(List.of("sh", "-euc", script, "sh"));
        all.addAll(List.of(words));
        return command(all).run().text();
    }

    /** Ends the processes of the node, and deletes its files. */
    @Override
    void close();
}
