package meta.image.broken;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import meta.image.steps.StepJar;
import meta.image.steps.StepJars;

/** Lists all kinds of broken jars, and creates the jars. */
public final class BrokenJarKinds {
    private static final String REPAIRED = "repaired";

    private BrokenJarKinds() {}

    /** {@return the kinds of broken jars with which no call waits for a time limit} */
    public static Stream<BrokenJarKind> quick() {
        List<BrokenJarKind> kinds = new ArrayList<>(UnusableJars.all());
        kinds.addAll(FaultyPlans.all());
        kinds.addAll(FaultyCode.all(fault -> !fault.isEndless()));
        return kinds.stream();
    }

    /** {@return the kinds of broken jars whose code never returns, so that calls end at a time limit} */
    public static Stream<BrokenJarKind> endless() {
        return FaultyCode.all(Fault::isEndless).stream();
    }

    private static List<BrokenJarKind> all() {
        return Stream.concat(quick(), endless()).toList();
    }

    /**
     * Creates the jars of all kinds, each kind in a folder of its own below {@code folder}, and one jar without a fault. Then damages the
     * files of those kinds that need it.
     */
    public static void create(Path folder) {
        Map<Path, StepJar> jars = new LinkedHashMap<>();
        jars.put(repaired(folder).resolve("acme.jar"), FaultyCode.repaired());
        for (BrokenJarKind kind : all()) {
            kind.jars().forEach((path, jar) -> jars.put(kind.folder(folder).resolve(path), jar));
        }
        new StepJars(jars).create();
        for (BrokenJarKind kind : all()) {
            try {
                kind.damage().apply(kind.folder(folder));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /**
     * {@return the folder with a jar that has the same step without a fault}
     *
     * @param folder the folder that {@link #create} has filled
     */
    public static Path repaired(Path folder) {
        return folder.resolve(REPAIRED);
    }
}
