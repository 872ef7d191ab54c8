package meta.image.lowering;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.reflect.Method;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.logging.log4j.status.StatusLogger;
import org.junit.jupiter.api.Test;

/** A status logger of Log4j that {@link StatusLoggerLowering} has changed finds the same properties as the original. */
class StatusLoggerLoweringTest {
    private static final String PROPERTIES_CLASS = StatusLogger.class.getName() + "$PropertiesUtilsDouble";

    private static final List<String> PROPERTIES = List.of(
            "log4j2.StatusLogger.level",
            "LOG4J_DEBUG",
            "Log4j.provider",
            "log4j",
            "log4",
            "log4j2",
            "log4j\nprovider",
            "log4j.\u00e4_\u1e9e-\ud83d\ude00",
            "\u212a_log4j",
            "java.home",
            "");

    @Test
    void theSamePropertiesAreRelevantAndHaveTheSameNormalizedNames() throws Exception {
        byte[] bytes = lowered();
        Class<?> lowered = new ClassLoader(getClass().getClassLoader()) {
            Class<?> define() {
                return defineClass(PROPERTIES_CLASS, bytes, 0, bytes.length);
            }
        }.define();
        Class<?> original = Class.forName(PROPERTIES_CLASS);

        for (String property : PROPERTIES) {
            assertThat(call(lowered, "isRelevantPropertyName", Object.class, property))
                    .as(property)
                    .isEqualTo(call(original, "isRelevantPropertyName", Object.class, property));
            assertThat(call(lowered, "normalizePropertyName", String.class, property))
                    .as(property)
                    .isEqualTo(call(original, "normalizePropertyName", String.class, property));
        }
    }

    private static Object call(Class<?> type, String name, Class<?> parameter, String property) throws Exception {
        Method method = type.getDeclaredMethod(name, parameter);
        method.setAccessible(true);
        return method.invoke(null, property);
    }

    @Test
    void thePatternThatLoadsTheBlocksOfUnicodeIsReplaced() throws IOException {
        assertThat(texts(original())).contains("\\P{InBasic_Latin}", "^(?i)log4j.*");
        assertThat(texts(lowered())).doesNotContain("\\P{InBasic_Latin}").contains("^(?i)log4j.*");
    }

    private static Set<Object> texts(byte[] bytes) {
        Set<Object> texts = new HashSet<>();
        ClassFile.of().parse(bytes).methods().stream()
                .flatMap(method -> method.code().stream())
                .flatMap(code -> code.elementStream())
                .forEach(element -> {
                    if (element instanceof ConstantInstruction constant) {
                        texts.add(constant.constantValue());
                    }
                });
        return texts;
    }

    @Test
    void aClassThatWasChangedBeforeKeepsItsBytes() throws IOException {
        byte[] lowered = lowered();

        assertThat(new StatusLoggerLowering().lower(lowered)).isSameAs(lowered);
    }

    private static byte[] lowered() throws IOException {
        return new StatusLoggerLowering().lower(original());
    }

    private static byte[] original() throws IOException {
        try (InputStream in = StatusLogger.class.getResourceAsStream("StatusLogger$PropertiesUtilsDouble.class")) {
            return in.readAllBytes();
        }
    }
}
