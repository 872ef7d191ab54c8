package meta.image.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import meta.core.cni.CniVerb;
import meta.core.cni.CniVersion;
import meta.core.cni.Failure;
import org.junit.jupiter.api.Test;

/** The table in {@code docs/errors.md} contains the code and the message of each error that calls can report, and no others. */
class ErrorTableTest {
    private static final Path DOCUMENT = Path.of("../docs/errors.md");

    @Test
    void theTableHasEveryCodeAndMessage() throws IOException {
        TreeSet<String> failures = new TreeSet<>();
        for (Class<?> kind : Failure.class.getPermittedSubclasses()) {
            Failure failure = anyOf(kind);
            failures.add(failure.code() + " " + failure.message());
        }
        DocumentSection table = DocumentSection.in(DOCUMENT, "errors");
        List<String> codes = table.column(0);
        List<String> messages = table.column(1);
        TreeSet<String> rows = new TreeSet<>();
        for (int i = 0; i < codes.size(); i++) {
            rows.add(codes.get(i) + " " + messages.get(i));
        }

        assertThat(rows).isEqualTo(failures);
    }

    /** {@return a failure of this class in which each text is an ellipsis} */
    private static Failure anyOf(Class<?> kind) {
        Class<?>[] types = Arrays.stream(kind.getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
        try {
            Constructor<?> constructor = kind.getDeclaredConstructor(types);
            return (Failure) constructor.newInstance(
                    Arrays.stream(types).map(ErrorTableTest::any).toArray());
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(kind + " cannot be created", e);
        }
    }

    private static Object any(Class<?> type) {
        if (type == String.class) {
            return "…";
        }
        if (type == int.class) {
            return 1;
        }
        if (type == CniVerb.class) {
            return CniVerb.ADD;
        }
        if (type == CniVersion.class) {
            return CniVersion.LATEST;
        }
        if (type == Optional.class) {
            return Optional.empty();
        }
        if (type == List.class) {
            return List.of();
        }
        throw new AssertionError("a value of " + type + " is needed");
    }
}
