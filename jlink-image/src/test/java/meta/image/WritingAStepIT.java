package meta.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import meta.image.steps.Author;
import meta.image.topology.Command;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tutorial {@code docs/writing-a-step.md} works: the test writes the tutorial's files and runs its commands, in their order. */
@OnRealKernel
class WritingAStepIT {
    /** A block of the tutorial: either commands, or the content of the file that the line before the block names. */
    private static final Pattern BLOCK = Pattern.compile(
            "(?:^`(?<file>[^`\n]+)`:\n\n)?^```(?<kind>sh|java|xml)\n(?<text>.*?)^```$",
            Pattern.MULTILINE | Pattern.DOTALL);

    @TempDir
    Path folder;

    @Test
    void fromNothingToAWorkingStep() throws IOException {
        StringBuilder script = new StringBuilder();
        Matcher block = BLOCK.matcher(Files.readString(Author.repository().resolve("docs/writing-a-step.md")));
        while (block.find()) {
            script.append(block.group("kind").equals("sh") ? block.group("text") : written(block));
        }
        removeNamespace(); // an interrupted run can have left it

        String said = Author.atHome()
                .shell(folder, "export DESTDIR=\"$0/node\"\n" + script)
                .run()
                .text();

        assertThat(said)
                .contains("steps.setArpNotify.on: true or false (default: true)")
                .contains("pod  sysctl -w net.ipv4.conf.eth0.arp_notify=1");
        assertThat(folder.resolve("node/etc/meta-plugins/steps.d/arp-notify-1.0.jar"))
                .isRegularFile();
    }

    @AfterEach
    void removeNamespace() {
        Command.of("ip", "netns", "del", "try-a-step").run();
    }

    private static String written(Matcher block) {
        String file = block.group("file");
        assertThat(file).as("the name of the file before %s", block.group()).isNotNull();
        return "mkdir -p \"$(dirname " + file + ")\"\ncat >" + file + " <<'END OF FILE'\n" + block.group("text")
                + "END OF FILE\n";
    }
}
