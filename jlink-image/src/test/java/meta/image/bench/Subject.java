package meta.image.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import meta.image.cluster.Agent;
import meta.image.cluster.Image;
import meta.image.topology.Command;

/**
 * A program whose time is taken.
 *
 * @param name what the report calls it
 * @param words its command line
 * @param environment what is set for it beside the call's own variables
 */
record Subject(String name, List<String> words, Map<String, String> environment) {
    static Subject cold() {
        return new Subject("cold", List.of(Image.bin("veth").toString()), Map.of("META_PLUGINS_AGENT", ""));
    }

    static Subject coldWithSteps(Path folder) {
        Map<String, String> environment = Map.of("META_PLUGINS_AGENT", "", "META_PLUGINS_STEPS", folder.toString());
        return new Subject("cold with " + folder.getFileName(), cold().words(), environment);
    }

    static Subject warm(Agent agent) {
        Map<String, String> environment =
                Map.of("META_PLUGINS_AGENT", agent.socket().toString());
        return new Subject("warm", List.of(Image.bin("veth").toString()), environment);
    }

    /** {@return the client, called by a link in place of the script, so that no shell is started} */
    static Subject linked(Agent agent, Path folder) throws IOException {
        Path link = Files.createSymbolicLink(
                folder.resolve("veth"), Image.home().resolve("lib/meta/client").toAbsolutePath());
        return new Subject(
                "warm by a link to the client",
                List.of(link.toString()),
                warm(agent).environment());
    }

    static Subject peer(Path binary) {
        return new Subject("peer", List.of(binary.toString()), Map.of());
    }

    static Subject nothing() {
        return new Subject("true", List.of("/bin/true"), Map.of());
    }

    /** {@return what a script takes that becomes a static program which does nothing: the least that a call through an agent can take} */
    static Subject scriptAndClient(Path folder) throws IOException {
        Path program = folder.resolve("nothing");
        Command.of("cc", "-static", "-O2", "-x", "c", "-o", program.toString(), "-")
                .reading("int main(void) { return 0; }")
                .run()
                .text();
        Path script = Files.writeString(folder.resolve("script"), "#!/bin/sh\nexec " + program + "\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
        return new Subject("script and client that do nothing", List.of(script.toString()), Map.of());
    }

    /** {@return the image's own Java with the flags that our plugins have, but no cache of ours} */
    static Subject hello() {
        List<String> words = List.of(
                Image.bin("java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:-UsePerfData",
                "-cp",
                System.getProperty("java.class.path"),
                Hello.class.getName());
        return new Subject("hello", words, Map.of());
    }
}
