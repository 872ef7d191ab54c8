package meta.launcher.conflist;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

/** Tests with random lists that the removal of an added plugin restores every byte. The lists have layouts that no person would write. */
class RandomChainTest {
    private static final int LISTS = 3_000;
    private static final List<String> SPACES =
            List.of("", "", " ", "  ", "\t", "\n", "\r\n", "\n    ", "\r\n\t", " \n ");
    private static final List<String> STRINGS = List.of(
            "", "a", "plugins", "type", "name", "veth", "\\\"", "\\\\", "\\u00e9", "é", "😀", "\\n", "[", "}", ",",
            "\u007f");
    private static final List<String> NUMBERS = List.of(
            "0",
            "-0",
            "1",
            "12345678901234567890123",
            "1.50",
            "-2.5e-300",
            "1E+5",
            "0.1000000000000000055511151231257827");

    private final RandomGenerator random;

    RandomChainTest() {
        random = RandomGeneratorFactory.of("L64X128MixRandom").create(20_261_128L);
    }

    @Test
    void removingAnAddedPluginRestoresTheBytes() throws ConflistException {
        for (int i = 0; i < LISTS; i++) {
            byte[] before = list().getBytes(StandardCharsets.UTF_8);
            String said = i + ": " + new String(before, StandardCharsets.UTF_8);
            ConflistText chain = ConflistText.of(before);
            int plugins = chain.types().size();
            int at = plugins == 0 ? -1 : random.nextInt(plugins);
            ChainEntry entry =
                    ChainEntry.of("meta", "", ("{\"k\": " + value(2) + "}").getBytes(StandardCharsets.UTF_8));

            ConflistText after = chain.insertedAfter(at, entry.json());

            assertThat(after.types()).as(said).hasSize(plugins + 1);
            assertThat(after.types().get(at + 1)).as(said).isEqualTo("meta");
            assertThat(after.without(at + 1).bytes()).as(said).isEqualTo(before);
            assertThat(ConflistText.of(after.bytes()).network()).as(said).isEqualTo(chain.network());
            ConflistText replaced =
                    after.replaced(at + 1, ChainEntry.of("meta", "").json());
            assertThat(replaced.without(at + 1).bytes()).as(said).isEqualTo(before);
        }
    }

    private String list() {
        List<String> members = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            members.add(member(string(), value(3)));
        }
        members.removeIf(member -> member.startsWith("\"plugins\""));
        if (random.nextInt(8) == 0) {
            // a second list of plugins before the one that runtimes use, which is the last
            members.add(member("plugins", "[" + space() + plugin() + space() + "]"));
        }
        members.add(member("plugins", plugins()));
        if (random.nextBoolean()) {
            members.add(member("name", "\"lan\""));
        }
        String bom = random.nextInt(5) == 0 ? "\uFEFF" : "";
        return bom + space() + enclosed("{", members, "}") + space();
    }

    private String plugins() {
        List<String> plugins = new ArrayList<>();
        for (int i = random.nextInt(5); i > 0; i--) {
            plugins.add(plugin());
        }
        return enclosed("[", plugins, "]");
    }

    private String plugin() {
        List<String> members = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            members.add(member(string(), value(2)));
        }
        members.add(member("type", "\"" + STRINGS.get(1 + random.nextInt(4)) + "\""));
        return enclosed("{", members, "}");
    }

    private String value(int depth) {
        return switch (random.nextInt(depth > 0 ? 6 : 4)) {
            case 0 -> "\"" + string() + "\"";
            case 1, 2 -> NUMBERS.get(random.nextInt(NUMBERS.size()));
            case 3 -> List.of("true", "false", "null").get(random.nextInt(3));
            case 4 -> enclosed("[", values(depth), "]");
            default ->
                enclosed(
                        "{",
                        values(depth).stream()
                                .map(each -> member("k" + random.nextInt(1_000_000), each))
                                .toList(),
                        "}");
        };
    }

    private List<String> values(int depth) {
        List<String> values = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            values.add(value(depth - 1));
        }
        return values;
    }

    private String member(String key, String value) {
        return "\"" + key + "\"" + space() + ":" + space() + value;
    }

    private String enclosed(String open, List<String> parts, String close) {
        StringBuilder text = new StringBuilder(open);
        for (int i = 0; i < parts.size(); i++) {
            text.append(space()).append(parts.get(i)).append(space()).append(i + 1 < parts.size() ? "," : "");
        }
        return text.append(space()).append(close).toString();
    }

    private String string() {
        return STRINGS.get(random.nextInt(STRINGS.size()));
    }

    private String space() {
        return SPACES.get(random.nextInt(SPACES.size()));
    }
}
