package meta.image.install;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import meta.image.topology.Command;

/** A root file system with isolated commands. */
interface Node extends AutoCloseable {
    Path root();

    Command command(List<String> words);

    /** {@return the standard output of a shell script, which must succeed} */
    default String shell(String script, String... words) {
        List<String> all = new ArrayList<>(List.of("sh", "-euc", script, "sh"));
        all.addAll(List.of(words));
        return command(all).run().text();
    }

    @Override
    void close();
}
