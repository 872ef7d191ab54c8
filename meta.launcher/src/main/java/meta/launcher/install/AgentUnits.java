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
import meta.netlink.unix.IoErrorText;

/**
 * Installs, removes, starts and stops the image's systemd units. Enables only the agent's socket. Calls {@code systemctl} only if systemd
 * runs and the root folder of this process is that of the node.
 */
final class AgentUnits {
    static final String FOLDER = "/etc/systemd/system";

    private static final String SOURCE = "lib/meta/systemd";
    private static final String SOCKET = "meta-plugins-agent.socket";
    private static final String SERVICE = "meta-plugins-agent.service";
    private static final String TIMER = "meta-plugins-repair.timer";
    private static final Path RUNNING = Path.of("/run/systemd/system"); // sd_booted(3)
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private AgentUnits() {}

    /**
     * {@return the necessary operations that write the units of {@link #expected} and enable the socket} A unit that is a symbolic link
     * stays unchanged.
     *
     * @param image the folder of the image, or of an installed version
     */
    static List<FileOperation> plan(Layout layout, Path image, boolean agent) throws InstallException {
        List<FileOperation> plan = new ArrayList<>();
        List<String> paths = expected(layout, image, agent);
        for (String path : paths) {
            Path unit = layout.locateLink(path);
            if (Files.isSymbolicLink(unit)) {
                continue; // the administrator has masked or replaced the unit
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

    /** {@return the paths on the node of the image's units, sorted; none if {@code agent} is false or the node has no systemd} */
    static List<String> expected(Layout layout, Path image, boolean agent) throws InstallException {
        return agent && hasSystemd(layout) ? paths(image) : List.of();
    }

    private static boolean hasSystemd(Layout layout) {
        return layout.root().exists("/usr/lib/systemd/systemd") || layout.root().exists("/lib/systemd/systemd");
    }

    /**
     * {@return the paths on the node of the units that exist as regular files, sorted} If the node's folder of units does not exist, as in
     * a container that does not mount it, the result is {@code before}.
     *
     * @param agent whether to consider the units of the image in addition to {@code before}
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
            throw new InstallException(new IoErrorText(e).at(source));
        }
    }

    /**
     * {@return the operations that remove units, temporary files, and the links that enable them} A unit that is a
     * symbolic link stays.
     *
     * @param units the paths of the units on the node
     */
    static List<FileOperation> remove(Layout layout, List<String> units) throws InstallException {
        List<FileOperation> plan = new ArrayList<>();
        if (!units.isEmpty()) {
            Path wants = layout.locate(FOLDER + "/sockets.target.wants");
            plan.add(new FileOperation.RemoveFile(FileOperation.temporary(wants.resolve(SOCKET))));
            plan.add(new FileOperation.RemoveFile(wants.resolve(SOCKET)));
            plan.add(new FileOperation.RemoveFolder(wants));
        }
        plan.addAll(removeLink(layout, units, TIMER, "timers.target.wants"));
        plan.addAll(removeLink(layout, units, SERVICE, "multi-user.target.wants"));
        for (String path : units) {
            Path unit = layout.locateLink(path);
            plan.add(new FileOperation.RemoveFile(FileOperation.temporary(unit)));
            if (!Files.isSymbolicLink(unit)) {
                plan.add(new FileOperation.RemoveFile(unit));
            }
        }
        return plan;
    }

    /** {@return the removal of the link by which an administrator has enabled a unit; empty if the unit is not installed} */
    private static List<FileOperation> removeLink(Layout layout, List<String> units, String unit, String wants)
            throws InstallException {
        return units.contains(FOLDER + "/" + unit)
                ? List.of(new FileOperation.RemoveFile(
                        layout.locate(FOLDER + "/" + wants).resolve(unit)))
                : List.of();
    }

    /**
     * Starts the agent's socket, unless {@code agent} is false, the socket's unit is a symbolic link, the image has no units, or this class
     * must not call {@code systemctl}.
     *
     * @param changed whether units or their links were written, so that systemd must read its units again
     * @return whether the socket was started or already listened
     * @throws InstallException if the folder of the units in the image cannot be read, or as for {@link #stop}
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

    /**
     * Stops the units whose files exist.
     *
     * @param units the paths of the units on the node
     * @throws InstallException if {@code systemctl} fails or takes more than 60 seconds, if the calling thread is interrupted, or as for
     *     {@link Layout#locate}
     */
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

    /**
     * Makes systemd read its units again after units were removed.
     *
     * @param units the paths on the node of the removed units
     * @throws InstallException if {@code systemctl} fails or takes more than 60 seconds, or the calling thread is interrupted
     */
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
            if (!new TimeLimitedProcess(process, LIMIT).endsInTime() || process.exitValue() != 0) {
                throw new InstallException(
                        text + ": failed; run this command by hand to see why. CNI calls work without the agent");
            }
        } catch (IOException e) {
            throw new InstallException(new IoErrorText(e).at(text));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InstallException(text + ": interrupted");
        }
    }

    private static String content(Path file) throws InstallException {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new InstallException(new IoErrorText(e).at(file));
        }
    }
}
