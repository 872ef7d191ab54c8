package meta.launcher.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import meta.netlink.testbed.Seeds;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.message.SimpleMessage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LineLayoutTest {
    private static final CallIdentity CALL = new CallIdentity(
            "veth", "ADD", "c0ffee", "net1", "/run/netns/a b", new PodIdentity("shop", "web-0", "u-1", ""), "");

    @Test
    void aLineHasTimeLevelIdentityAndMessage() {
        assertThat(line("made veth0", null))
                .matches(
                        "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z INFO call=1f plugin=veth verb=ADD namespace=shop pod=web-0"
                                + " uid=u-1 container=c0ffee ifname=net1 netns=/run/netns/a\\\\u0020b made veth0\n");
    }

    @Test
    void unknownFieldsAreOmitted() {
        var identity = new CallIdentity("veth", "VERSION", "", "", "", PodIdentity.UNKNOWN, "");

        assertThat(line("x", null, identity)).endsWith(" INFO call=1f plugin=veth verb=VERSION x\n");
    }

    @Test
    void theInfraContainerIsOmittedIfItIsTheContainer() {
        var identity = new CallIdentity("veth", "DEL", "c0ffee", "", "", new PodIdentity("", "", "", "c0ffee"), "");
        var another = new CallIdentity("veth", "DEL", "c0ffee", "", "", new PodIdentity("", "", "", "f00d"), "");

        assertThat(line("x", null, identity)).endsWith(" verb=DEL container=c0ffee x\n");
        assertThat(line("x", null, another)).endsWith(" verb=DEL infra=f00d container=c0ffee x\n");
    }

    @Test
    void theLineNamesTheLoggerOfAThirdPartyStep() {
        var event =
                new CallLogLine("acme.steps.Queue", Level.INFO, null, new SimpleMessage("x"), null, CALL.brief("1f"));

        assertThat(new LineLayout().toSerializable(event))
                .endsWith(" INFO call=1f namespace=shop pod=web-0 Queue: x\n");
    }

    @Test
    void aMessageOfSeveralLinesIsOneLine() {
        assertThat(line("a\nb\r\tc\u001b[31m\u0085\u2028d", null))
                .endsWith(" a\\nb\\r\\tc\\u001b[31m\\u0085\\u2028d\n");
    }

    @Test
    void invisibleCharactersAreEscaped() {
        for (String invisible : List.of("\u0000", "\u007f", "\udc80", "\ud800", "\u202e")) {
            assertThat(line("a" + invisible + "d", null)).endsWith(" a\\u%04xd\n".formatted((int) invisible.charAt(0)));
        }
        assertThat(line("why? \u00e4 \ud83d\ude00~", null)).endsWith(" why? \u00e4 \ud83d\ude00~\n");
    }

    @Test
    void aStackTraceIsOneLine() {
        String line = line("failed", new IllegalStateException("two\nlines", new RuntimeException("cause")));

        assertThat(line).contains(" failed | java.lang.IllegalStateException: two\\nlines\\n\\tat meta.launcher");
        assertThat(line).contains("\\nCaused by: java.lang.RuntimeException: cause\\n");
        assertThat(line.indexOf('\n')).isEqualTo(line.length() - 1);
    }

    @Test
    void aLineThatIsTooLongIsTruncatedBetweenTwoCharacters() {
        for (int shift = 0; shift < 4; shift++) {
            byte[] bytes = bytes("x".repeat(shift) + "\u20ac".repeat(30_000));
            String line = new String(bytes, StandardCharsets.UTF_8);

            assertThat(bytes).hasSizeBetween(LineLayout.MAX_LENGTH - 3, LineLayout.MAX_LENGTH);
            assertThat(line).endsWith("\u20ac... (cut)\n").doesNotContain("\ufffd");
        }
    }

    @Test
    void timesAreFormattedAsTheJdkFormatsThem() {
        Seeds.forEach(1_000, seed -> {
            RandomGenerator random = new SplittableRandom(seed);
            long millis = random.nextLong(-10_000_000_000L, 4_102_444_800_000L) / 1000 * 1000 + random.nextInt(1, 1000);
            StringBuilder written = new StringBuilder();
            LineText.appendTime(written, millis);

            assertThat(Instant.parse(written)).isEqualTo(Instant.ofEpochMilli(millis));
            assertThat(written).hasToString(Instant.ofEpochMilli(millis).toString());
        });
    }

    private static String line(String message, @Nullable Throwable thrown) {
        return line(message, thrown, CALL);
    }

    private static String line(String message, @Nullable Throwable thrown, CallIdentity identity) {
        return new LineLayout().toSerializable(event(message, thrown, identity));
    }

    private static byte[] bytes(String message) {
        return new LineLayout().toByteArray(event(message, null, CALL));
    }

    private static CallLogLine event(String message, @Nullable Throwable thrown, CallIdentity identity) {
        return new CallLogLine(
                "meta.core.call.Add", Level.INFO, null, new SimpleMessage(message), thrown, identity.full("1f"));
    }
}
