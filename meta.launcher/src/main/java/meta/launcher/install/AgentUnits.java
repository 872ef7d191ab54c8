package meta.launcher.install;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import meta.launcher.runtime.NodeRoot;

/** The systemd units of the image. An installation enables only the socket of the agent. */
final class AgentUnits {
    /** The path on the node of the folder with the units. */
    static final String FOLDER = "/etc/systemd/system";

    private static final String SOURCE = "lib/meta/systemd";
    private static final String SOCKET = "meta-plugins-agent.socket";
    private static final String TIMER = "meta-plugins-repair.timer";
    private static final Path RUNNING = Path.of("/run/systemd/system"); // sd_booted(3)
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private AgentUnits() {}

    /**
     * {@return the operations that install the units with the prefix of the layout, and enable the socket; empty without an agent or
     * systemd, or if nothing has to change} Units that are symbolic links stay.
     */
    static List<FileOperation> plan(Layout layout, Path image, boolean agent) throws InstallException {
        List<FileOperation> plan = new ArrayList<>();
        List<String> paths = expected(layout, image, agent);
        for (String path : paths) {
            Path unit = layout.locateLink(path);
            if (Files.isSymbolicLink(unit)) {
                continue; // masked or replaced by the administrator
            }
            String content = content(image.resolve(SOURCE).resolve(String.valueOf(unit.getFileName())))
                    .replace(Layout.DEFAULT_PREFIX + "/", layout.prefix() + "/");
            if (!Files.exists(unit) || !content(unit).equals(content)) {
                plan.add(new FileOperation.MakeFolder(layout.locate(FOLDER)));
                plan.add(new FileOperation.WriteFile(unit, content, false));
            }
        }
        Path wants = layout.locate(FOLDER + "/sockets.target.wants");
        if (!paths.isEmpty() && !Files.exists(wants.resolve(SOCKET), LinkOption.NOFOLLOW_LINKS)) {
            plan.add(new FileOperation.MakeFolder(wants));
            plan.add(new FileOperation.PutLink(wants.resolve(SOCKET), FOLDER + "/" + SOCKET));
        }
        return plan;
    }

    /** {@return the paths on the node of the units, sorted; none without an agent or systemd} */
    static List<String> expected(Layout layout, Path image, boolean agent) throws InstallException {
        return agent && hasSystemd(layout) ? paths(image) : List.of();
    }

    private static boolean hasSystemd(Layout layout) {
        return layout.root().exists("/usr/lib/systemd/systemd") || layout.root().exists("/lib/systemd/systemd");
    }

    /**
     * {@return the paths on the node, sorted, of the units of {@code before} and, with an agent, of the image that are regular files now}
     * If the node's folder of units does not exist, for example because a container does not mount it, the result is {@code before}.
     *
     * @param before the units in the record of the previous installation
     */
    static List<String> installed(Layout layout, Path image, boolean agent, List<String> before)
            throws InstallException {
        if (!Files.isDirectory(layout.locate(FOLDER))) {
            return before;
        }
        Set<String> units = new TreeSet<>(before);
        units.addAll(agent ? paths(image) : List.of());
        List<String> installed = new ArrayList<>();
        for (String path : units) {
            if (Files.isRegularFile(layout.locateLink(path), LinkOption.NOFOLLOW_LINKS)) {
                installed.add(path);
            }
        }
        return installed;
    }

    private static List<String> paths(Path image) throws InstallException {
        Path source = image.resolve(SOURCE);
        if (!Files.isDirectory(source)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(source)) {
            return files.map(file -> FOLDER + "/" + file.getFileName()).sorted().toList();
        } catch (IOException | UncheckedIOException e) {
            throw new InstallException(source + ": " + e.getMessage());
        }
    }

    /**
     * {@return the operations that remove units, given by their paths on the node, and the links that enable them} Units that are symbolic
     * links stay.
     */
    static List<FileOperation> remove(Layout layout, List<String> units) throws InstallException {
        List<FileOperation> plan = new ArrayList<>();
        if (!units.isEmpty()) {
            Path wants = layout.locate(FOLDER + "/sockets.target.wants");
            plan.add(new FileOperation.RemoveFile(FileOperation.temporary(wants.resolve(SOCKET))));
            plan.add(new FileOperation.RemoveFile(wants.resolve(SOCKET)));
            plan.add(new FileOperation.RemoveFolder(wants));
        }
        if (units.contains(FOLDER + "/" + TIMER)) { // the administrator may have enabled it
            plan.add(new FileOperation.RemoveFile(
                    layout.locate(FOLDER + "/timers.target.wants").resolve(TIMER)));
        }
        for (String path : units) {
            Path unit = layout.locateLink(path);
            plan.add(new FileOperation.RemoveFile(FileOperation.temporary(unit)));
            if (!Files.isSymbolicLink(unit)) {
                plan.add(new FileOperation.RemoveFile(unit));
            }
        }
        return plan;
    }

    /**
     * {@return whether systemd listens for the agent now} Starts the socket of the agent if systemd runs and the node's files are those of
     * this process.
     *
     * @param changed whether units were written
     */
    static boolean start(Layout layout, Path image, boolean agent, boolean changed) throws InstallException {
        boolean isMasked = Files.isSymbolicLink(layout.locateLink(FOLDER + "/" + SOCKET));
        if (!agent || isMasked || paths(image).isEmpty() || !isBooted(layout)) {
            return false;
        }
        if (changed) {
            systemctl("daemon-reload");
        }
        systemctl("start", SOCKET);
        return true;
    }

    /** Stops the units whose files exist, if systemd runs and the node's files are those of this process. */
    static void stop(Layout layout, List<String> units) throws InstallException {
        List<String> arguments = new ArrayList<>(List.of("stop"));
        for (String path : units) {
            if (Files.exists(
                    layout.locateLink(path), LinkOption.NOFOLLOW_LINKS)) { // systemctl fails for a missing unit
                arguments.add(path.substring(path.lastIndexOf('/') + 1));
            }
        }
        if (arguments.size() > 1 && isBooted(layout)) {
            systemctl(arguments.toArray(String[]::new));
        }
    }

    /** Makes systemd read its units again if any was removed, systemd runs, and the node's files are those of this process. */
    static void reload(Layout layout, List<String> units) throws InstallException {
        if (!units.isEmpty() && isBooted(layout)) {
            systemctl("daemon-reload");
        }
    }

    private static boolean isBooted(Layout layout) {
        return layout.root().equals(NodeRoot.ofThisProcess()) && Files.isDirectory(RUNNING);
    }

    private static void systemctl(String... arguments) throws InstallException {
        List<String> command = new ArrayList<>(List.of("systemctl"));
        command.addAll(List.of(arguments));
        String text = String.join(" ", command);
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!new LimitedProcess(process, LIMIT).endsInTime() || process.exitValue() != 0) {
                throw new InstallException(text + ": failed; run it by hand to see why. Calls work without the agent");
            }
        } catch (IOException e) {
            throw new InstallException(text + ": " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InstallException(text + ": interrupted");
        }
    }

    private static String content(Path file) throws InstallException {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new InstallException(file + ": " + e.getMessage());
        }
    }
}
