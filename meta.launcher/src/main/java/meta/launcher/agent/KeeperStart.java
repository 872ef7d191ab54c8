package meta.launcher.agent;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import meta.core.call.CallServices;
import meta.core.call.CatalogSource;
import meta.core.keep.Adoption;
import meta.core.keep.Keeper;
import meta.core.keep.KeeperInputs;
import meta.core.keep.KeeperListener;
import meta.core.keep.KeeperRepairs;
import meta.core.plugin.TimeBudget;
import meta.core.record.KnownAttachments;
import meta.core.record.ResultCache;
import meta.launcher.call.Calls;
import meta.launcher.defaults.NodeDefaults;
import meta.netlink.netns.NamespaceException;
import meta.spi.PluginType;

/** Starts the keeper of an agent. */
final class KeeperStart {
    private KeeperStart() {}

    /**
     * {@return a keeper that has started, which the caller closes} The calling thread must be in the agent's network namespace.
     *
     * @param home the agent's network namespace, which must stay open until the keeper is closed
     * @param journal receives the lines that {@link meta.launcher.call.FileLogging} describes
     * @throws NamespaceException if the namespace cannot be opened
     * @throws java.io.UncheckedIOException if the namespace's file cannot be read
     */
    static Keeper start(AgentNamespace home, CatalogSource steps, KeeperListener report, PrintStream journal)
            throws NamespaceException {
        CallServices services = Calls.services(KeeperRepairs.namespaces(home.addresses()), steps, journal);
        Adoption adoption = new Adoption(
                new KnownAttachments(services.records(), new ResultCache(ResultCache.DEFAULT)),
                () -> types(steps),
                home.namespace().identity(),
                report::say);
        KeeperInputs inputs = new KeeperInputs(
                services.records(),
                adoption,
                () -> state(NodeDefaults.in(System.getenv()).file()));
        return Keeper.start(inputs, new KeeperRepairs(services), report);
    }

    /** {@return the file's time of modification, size, device and inode as text; the name of the exception if they cannot be read} */
    private static String state(String file) {
        try {
            return Files.readAttributes(Path.of(file), "lastModifiedTime,size,fileKey")
                    .toString();
        } catch (IOException | InvalidPathException e) {
            return e.getClass().getName();
        }
    }

    private static Set<String> types(CatalogSource steps) {
        return steps.catalog(System.getenv(), TimeBudget.DEFAULT_LIMIT).types().stream()
                .map(PluginType::name)
                .collect(Collectors.toUnmodifiableSet());
    }
}
