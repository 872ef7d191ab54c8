package meta.launcher.install;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import meta.launcher.runtime.NodeRoot;
import meta.netlink.unix.IoErrorText;

/**
 * Tests whether the plugins of a version start on the node, without the agent. If the node's files are mounted in a folder, the tested
 * processes get this folder as their root ({@code chroot(2)}).
 */
final class TryVersion {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    /** Environment variables that the tested processes do not get, because they change how a program starts. */
    private static final List<String> CALLERS_SETTINGS = List.of(
            "JAVA_TOOL_OPTIONS",
            "JDK_JAVA_OPTIONS",
            "_JAVA_OPTIONS",
            "JDK_AOT_VM_OPTIONS",
            "CLASSPATH",
            "LD_PRELOAD",
            "LD_LIBRARY_PATH");

    private enum Answer {
        /** Success, and the list of supported versions. */
        VERSIONS,
        /** Success, or any CNI error: the test configuration lacks options that a plugin type may require. */
        OF_STATUS;

        boolean accepts(int exitStatus, String output) {
            return switch (this) {
                case VERSIONS -> exitStatus == 0 && output.contains("supportedVersions");
                case OF_STATUS -> exitStatus == 0 || output.contains("\"code\":");
            };
        }
    }

    private final Layout layout;
    private final Path image;
    private final String path;

    /** @param name the folder name of a complete version */
    TryVersion(Layout layout, String name) {
        this.layout = layout;
        this.image = layout.version(name);
        this.path = layout.root().pathOnNode(image);
    }

    /**
     * Makes a VERSION call for each plugin type with the JVM of the version. If the node's root folder is that of this process, also calls
     * the program of the first type with VERSION and STATUS.
     *
     * @throws InstallException if a process cannot be started, does not end within 60 seconds, or gives a wrong answer; or if the calling
     *     thread is interrupted, whose interrupt status stays set
     */
    void run(List<String> types) throws InstallException {
        for (String type : types) {
            start("VERSION", JavaCommand.main(image, path, type), config(type), Answer.VERSIONS);
        }
        if (!types.isEmpty() && layout.root().equals(NodeRoot.ofThisProcess())) {
            String script = image.resolve("bin").resolve(types.getFirst()).toString();
            start("VERSION", List.of(script), "{\"cniVersion\":\"1.1.0\"}", Answer.VERSIONS);
            start("STATUS", List.of(script), config(types.getFirst()), Answer.OF_STATUS);
        }
    }

    /** {@return a network configuration whose only option turns logging off} */
    static String config(String type) {
        return "{\"cniVersion\":\"1.1.0\",\"name\":\"install\",\"type\":\"" + type
                + "\",\"log_options\":{\"log_level\":\"off\"}}";
    }

    private void start(String verb, List<String> command, String input, Answer expected) throws InstallException {
        String text = String.join(" ", command);
        try {
            Path log = Files.createTempFile("meta-plugins-", ".out");
            try {
                ProcessBuilder builder = new ProcessBuilder(inRoot(command))
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile());
                Map<String, String> environment = builder.environment();
                CALLERS_SETTINGS.forEach(environment::remove);
                environment.put("CNI_COMMAND", verb);
                environment.put("CNI_PATH", "/opt/cni/bin");
                environment.put("META_PLUGINS_AGENT", "");
                environment.put("LC_ALL", "C.UTF-8");
                Process process = builder.start();
                try (OutputStream standardInput = process.getOutputStream()) {
                    standardInput.write(input.getBytes(StandardCharsets.UTF_8));
                } catch (IOException e) {
                    // the process has ended without reading its input
                }
                if (!new TimeLimitedProcess(process, LIMIT).endsInTime()) {
                    throw new InstallException(
                            path + ": does not answer " + verb + " within " + LIMIT.toSeconds() + " s: " + text);
                }
                String output = Files.readString(log, StandardCharsets.ISO_8859_1);
                if (!expected.accepts(process.exitValue(), output)) {
                    throw new InstallException(
                            path + ": " + verb + " fails on this node, so the current version stays the same: " + text
                                    + ": exit status " + process.exitValue() + ": " + output.strip());
                }
            } finally {
                Files.deleteIfExists(log);
            }
        } catch (IOException e) {
            throw new InstallException(path + ": cannot be started on this node: " + new IoErrorText(e).line());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InstallException(path + ": interrupted");
        }
    }

    private List<String> inRoot(List<String> command) throws InstallException {
        if (layout.root().equals(NodeRoot.ofThisProcess())) {
            return command;
        }
        Path own = Path.of(System.getProperty("java.home"));
        List<String> words = new ArrayList<>(JavaCommand.main(own, own.toString(), "metactl", "start-in-root"));
        words.add(layout.root().folder().toString());
        words.addAll(command);
        return words;
    }
}
