package meta.image.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import meta.image.cluster.Agent;
import meta.image.cluster.Image;
import meta.image.cni.PluginPath;
import meta.image.topology.Command;

/**
 * A program that the benchmark starts and measures.
 *
 * @param name the name of the program in the report
 * @param words the program and its arguments
 * @param environment variables in addition to the {@code CNI_} variables
 */
record MeasuredProgram(String name, List<String> words, Map<String, String> environment) {
    static final String GO_PLUGIN = "Go plugin";

    static MeasuredProgram cold() {
        return new MeasuredProgram("cold", List.of(Image.bin("veth").toString()), Map.of("META_PLUGINS_AGENT", ""));
    }

    static MeasuredProgram coldWithSteps(Path folder) {
        Map<String, String> environment = Map.of("META_PLUGINS_AGENT", "", "META_PLUGINS_STEPS", folder.toString());
        return new MeasuredProgram("cold with " + folder.getFileName(), cold().words(), environment);
    }

    static MeasuredProgram warm(Agent agent) {
        Map<String, String> environment = Map.of(
                "META_PLUGINS_AGENT", agent.socket().toString(),
                "BENCH_AGENT", Long.toString(agent.pid())); // its processor time is measured, too
        return new MeasuredProgram("warm", List.of(Image.bin("veth").toString()), environment);
    }

    /** {@return the client of the agent, called through a symbolic link named {@code veth} instead of by a shell script} */
    static MeasuredProgram linked(Agent agent, Path folder) throws IOException {
        Path link = folder.resolve("veth");
        Files.deleteIfExists(link);
        Files.createSymbolicLink(link, Image.home().resolve("lib/meta/client").toAbsolutePath());
        return new MeasuredProgram(
                "warm by a link to the client",
                List.of(link.toString()),
                warm(agent).environment());
    }

    boolean isGoPlugin() {
        return name.equals(GO_PLUGIN);
    }

    static MeasuredProgram goPlugin(Path binary) {
        return new MeasuredProgram(GO_PLUGIN, List.of(binary.toString()), Map.of());
    }

    static MeasuredProgram mainPlugin() {
        return new MeasuredProgram(
                "macvlan",
                List.of(PluginPath.of(Image.home().resolve("bin"))
                        .find("macvlan")
                        .toString()),
                Map.of());
    }

    static MeasuredProgram nothing() {
        return new MeasuredProgram("true", List.of("/bin/true"), Map.of());
    }

    /** {@return a shell script that replaces itself by a static program, which ends at once} */
    static MeasuredProgram scriptAndClient(Path folder) throws IOException {
        Path program = folder.resolve("nothing");
        Command.of("cc", "-static", "-O2", "-x", "c", "-o", program.toString(), "-")
                .reading("int main(void) { return 0; }")
                .run()
                .text();
        Path script = Files.writeString(folder.resolve("script"), "#!/bin/sh\nexec " + program + "\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
        return new MeasuredProgram("script and client that do nothing", List.of(script.toString()), Map.of());
    }

    /** {@return {@link Hello}, run by the image's JVM with the garbage collector and the compiler that our plugins use, but without the AOT cache} */
    static MeasuredProgram hello() {
        List<String> words = List.of(
                Image.bin("java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:-UsePerfData",
                "-cp",
                System.getProperty("java.class.path"),
                Hello.class.getName());
        return new MeasuredProgram("hello", words, Map.of());
    }
}
