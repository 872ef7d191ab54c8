package meta.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import meta.image.bench.PeakMemory;
import meta.image.cluster.Cluster;
import meta.image.cluster.Image;
import meta.image.cluster.MainPluginConfig;
import meta.image.cni.Answer;
import meta.image.cni.Attachment;
import meta.image.cni.CniCall;
import meta.image.cni.Verb;
import meta.image.topology.Command;
import meta.image.topology.IpFamilies;
import meta.image.topology.Topology;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A cold call needs only few resources: no other programs, no writable file system, little memory, and few classes that are not in the AOT
 * cache.
 */
@OnRealKernel
class ColdCallNeedsIT {
    @InjectTopology
    private static Topology topology;

    @InjectTopology
    private static Cluster cluster;

    private Attachment eth0;

    @BeforeEach
    void aPodWithoutVeth() {
        eth0 = cluster.network(MainPluginConfig.MACVLAN, IpFamilies.DUAL).attachment(topology.pod(), "eth0");
        eth0.addMain();
    }

    @Test
    void addNeedsNoCommandsAndNoWritableFileSystem() {
        CniCall add = eth0.last(Verb.ADD).configured("log_options", "{\"log_level\": \"off\"}");
        Command onReadOnlyDisk = Command.of(
                        "unshare", "--mount", "sh", "-c", """
                        mount -o remount,bind,ro /
                        if mountpoint -q /tmp; then mount -o remount,bind,ro /tmp; fi
                        if touch /tmp/x "$0" 2>/dev/null; then echo 'still writable'; exit; fi
                        PATH=/nowhere exec "$0"
                        """, add.plugin().toString())
                .in(add.from())
                .with(add.environment())
                .reading(add.stdin());

        assertThat(new Answer(onReadOnlyDisk.run()).result().get("interfaces").items())
                .hasSize(3);
        assertThat(onReadOnlyDisk.run().stderr()).isEmpty();
    }

    @Test
    void theClassesOfRealCallsComeFromTheAotCache() throws IOException {
        loadsFewOtherClasses(Verb.ADD);
        eth0.addLast(); // CHECK and DEL need its result
        loadsFewOtherClasses(Verb.CHECK);
        loadsFewOtherClasses(Verb.DEL);
    }

    private void loadsFewOtherClasses(Verb verb) throws IOException {
        CniCall call = eth0.last(verb);
        Path log = topology.folder().resolve(verb + ".classes");
        Command.of(
                        "env",
                        "LC_ALL=C.UTF-8",
                        Image.bin("java").toString(),
                        "@" + Image.home() + "/lib/meta/jvm.options",
                        "-XX:AOTCache=" + Image.home() + "/lib/meta/calls.aot",
                        "-XX:AOTMode=on",
                        "-Xlog:class+load=info:file=" + log,
                        "-Djffi.boot.library.path=" + Image.home() + "/lib",
                        "-m",
                        "meta.launcher/meta.launcher.Main",
                        "veth")
                .in(call.from())
                .with(call.environment())
                .reading(call.stdin())
                .run()
                .text();
        assertThat(Files.readAllLines(log))
                .as("classes of %s", verb)
                .hasSizeGreaterThan(500)
                .filteredOn(line -> !line.contains("shared objects file"))
                .noneMatch(line ->
                        line.contains("$$Lambda")) // linking a lambda, as of Map.Entry.comparingByKey(), takes 10 ms
                .hasSizeLessThan(10);
    }

    @Test
    void aCallNeedsLittleMemory() {
        assertThat(PeakMemory.of(eth0.last(Verb.ADD).command())).as("KiB").isBetween(10_000L, 64 * 1024L);
        assertThat(PeakMemory.of(eth0.last(Verb.DEL).command())).as("KiB").isBetween(10_000L, 64 * 1024L);
    }
}
