package meta.image.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import meta.image.cluster.Image;
import meta.image.topology.Command;
import meta.image.topology.Output;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Root does not run an image that other users can change. Also tests that an image contains the name of its build. */
class ImageTrustIT {
    @TempDir
    static Path folder;

    private static Path image;

    @BeforeAll
    static void aCopy() {
        image = folder.resolve("parent/image");
        run("mkdir", "-p", image.getParent().toString()).text();
        run("cp", "-r", Image.home().toString(), image.toString()).text();
        run("chown", "-R", "0:0", image.getParent().toString()).text();
        run("chmod", "-R", "go-w", image.getParent().toString()).text();
    }

    @AfterAll
    static void ownAgain() { // otherwise, the folder could not be removed
        run("chown", "-R", "0:0", folder.toString()).text();
    }

    @Test
    void anImageThatOnlyRootCanWriteRuns() throws IOException {
        String build = Files.readAllLines(image.resolve("lib/meta/build")).getFirst();
        assertThat(build).matches("[0-9a-f]{16}");
        assertThat(metactl("version").text())
                .startsWith("meta-plugins ")
                .contains("(build " + build)
                .isEqualTo(run(Image.bin("metactl").toString(), "version").text());
    }

    @Test
    void anImageInAFolderThatOthersCanWriteDoesNotRun() {
        run("chmod", "777", image.getParent().toString()).text();
        try {
            for (String[] words : new String[][] {{"version"}, {"agent", "run", "--socket", folder + "/agent.sock"}}) {
                Output refused = metactl(words);
                assertThat(refused.status()).isOne();
                assertThat(refused.stderr())
                        .startsWith("metactl: " + image.getParent()
                                + ": users other than root can change what root runs (mode 777, owner 0, group 0)")
                        .contains("chmod -R go-w");
                assertThat(refused.stdout()).isEmpty();
            }
            assertThat(folder.resolve("agent.sock")).doesNotExist();
        } finally {
            run("chmod", "755", image.getParent().toString()).text();
        }
    }

    @Test
    void anImageOfAnotherUserRunsOnlyIfRootAllowsIt() {
        run("chown", "-R", "1000:1000", image.toString()).text();
        try {
            assertThat(metactl("version").stderr()).contains("owner 1000", "META_PLUGINS_IMAGE_OWNER=1000");
            assertThat(Command.of(image + "/bin/metactl", "version")
                            .with(Map.of("META_PLUGINS_IMAGE_OWNER", "1000"))
                            .run()
                            .succeeded())
                    .isTrue();
        } finally {
            run("chown", "-R", "0:0", image.toString()).text();
        }
    }

    private static Output metactl(String... words) {
        String[] all = new String[words.length + 1];
        all[0] = image + "/bin/metactl";
        System.arraycopy(words, 0, all, 1, words.length);
        return Command.of(all).with(Map.of("META_PLUGINS_IMAGE_OWNER", "")).run();
    }

    private static Output run(String... words) {
        return Command.of(words).run();
    }
}
