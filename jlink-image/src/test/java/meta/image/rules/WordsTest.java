package meta.image.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * No source file, script, document or file name contains a forbidden word. The last table in {@code docs/glossary.md} lists these words.
 */
class WordsTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Path GLOSSARY = ROOT.resolve("docs/glossary.md");

    /** The names of folders that contain no texts of this project. */
    private static final Set<String> SKIPPED = Set.of(".git", ".idea", ".vscode", "target");

    /** The endings of the names of text files. A file whose name has no ending is a script. */
    private static final Set<String> TEXTS = Set.of("java", "md", "c", "h", "sh", "service", "options");

    @Test
    void noFileContainsAListedWord() throws IOException {
        Words words = Words.in(GLOSSARY);
        List<String> found = new ArrayList<>();
        for (Path file : files()) {
            String name = ROOT.relativize(file).toString();
            words.in(name).forEach(hit -> found.add(name + ": name: " + hit));
            words.in(Files.readString(file)).forEach(hit -> found.add(name + ":" + hit));
        }
        assertThat(found).as("words listed in docs/glossary.md").isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "the patience of a call",
                "Stations on the link",
                "class StrayRoutes {",
                "int MAX_PATIENCE",
                " * a socket that is good\n     * for nothing",
                "import meta.core.reconcile.packet.LinkTalk;",
                "a reason that is none"
            })
    void aListedWordIsFound(String text) throws IOException {
        assertThat(Words.in(GLOSSARY).in(text)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "stationary",
                "impatience",
                "the plugin `whereabouts`",
                "\"type\": \"whereabouts\"",
                "the foreign function API",
                "if there are none, the list is empty"
            })
    void anotherWordAndAnAllowedPhraseAreNotFound(String text) throws IOException {
        assertThat(Words.in(GLOSSARY).in(text)).isEmpty();
    }

    @Test
    void aFindingHasTheLineTheWordAndWhatToWriteInstead() throws IOException {
        assertThat(Words.in(GLOSSARY).in("first\nthe patience of a call"))
                .containsExactly("2: \"patience\": timeout, deadline");
    }

    private static List<Path> files() throws IOException {
        List<Path> files = new ArrayList<>();
        collect(ROOT, files);
        return files;
    }

    private static void collect(Path folder, List<Path> files) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            for (Path entry : entries.sorted().toList()) {
                if (Files.isSymbolicLink(entry)) {
                    continue;
                }
                if (Files.isDirectory(entry)) {
                    if (!SKIPPED.contains(entry.getFileName().toString())) {
                        collect(entry, files);
                    }
                } else if (isText(entry.getFileName().toString()) && !isExempt(entry)) {
                    files.add(entry);
                }
            }
        }
    }

    private static boolean isText(String name) {
        int dot = name.lastIndexOf('.');
        return dot < 0 ? !name.equals("LICENSE") : TEXTS.contains(name.substring(dot + 1));
    }

    /** {@return whether the file may contain forbidden words: the glossary, which lists them, and this test} */
    private static boolean isExempt(Path file) {
        return file.equals(GLOSSARY) || file.endsWith("WordsTest.java");
    }
}
