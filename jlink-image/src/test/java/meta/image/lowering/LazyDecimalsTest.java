package meta.image.lowering;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.reflect.InvocationTargetException;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * {@link LazyDecimals} changes classes of Jackson. The changed parsers convert numbers as the original ones do, and do not load {@code
 * BigDecimal} at their start.
 */
class LazyDecimalsTest {
    private static final String MINIMAL_PARSER = "com.fasterxml.jackson.core.base.ParserMinimalBase";

    /** Numbers around the limits of {@code int} and {@code long}. */
    private static final List<String> NUMBERS = List.of(
            "0.5",
            "-1e3",
            "2147483647.5",
            "2147483648.0",
            "-2147483648.0",
            "-2147483649.0",
            "9223372036854775807.0",
            "9223372036854775808.0",
            "-9223372036854775808.0",
            "-9223372036854775809.0",
            "1e400");

    @Test
    void numbersAreConvertedAsBefore() throws ReflectiveOperationException {
        ClassLoader loader = new LoweringLoader();
        for (String number : NUMBERS) {
            for (String conversion : List.of("getIntValue", "getLongValue")) {
                assertThat(converted(loader, number, conversion))
                        .as("%s of %s", conversion, number)
                        .isEqualTo(converted(getClass().getClassLoader(), number, conversion));
            }
        }
    }

    /** {@return the number as the parser converts it, or the message of the error if the conversion fails} */
    private static Object converted(ClassLoader loader, String number, String conversion)
            throws ReflectiveOperationException {
        Class<?> factory = loader.loadClass(JsonFactory.class.getName());
        Class<?> type = loader.loadClass(JsonParser.class.getName());
        Object parser = factory.getMethod("createParser", String.class)
                .invoke(factory.getConstructor().newInstance(), number);
        type.getMethod("nextToken").invoke(parser);
        assertThat(type.getMethod("getDecimalValue").invoke(parser)).isEqualTo(new BigDecimal(number));
        try {
            return type.getMethod(conversion).invoke(parser);
        } catch (InvocationTargetException e) {
            return String.valueOf(e.getCause().getMessage());
        }
    }

    @Test
    void theFirstParserNeedsNoDecimal() throws IOException {
        ClassModel before = ClassFile.of().parse(bytes(MINIMAL_PARSER));
        ClassModel after = ClassFile.of().parse(lowered(MINIMAL_PARSER));

        assertThat(decimalsSet(before)).isEqualTo(4);
        assertThat(decimalsSet(after)).isZero();
    }

    private static long decimalsSet(ClassModel model) {
        return model.methods().stream()
                .flatMap(method -> method.code().stream())
                .flatMap(code -> code.elementStream())
                .filter(element -> element instanceof FieldInstruction field
                        && field.opcode() == Opcode.PUTSTATIC
                        && field.type().stringValue().equals(BigDecimal.class.descriptorString()))
                .count();
    }

    @Test
    void aClassWithoutTheseConstantsKeepsItsBytes() throws IOException {
        byte[] bytes = bytes(JsonFactory.class.getName());

        assertThat(new LazyDecimals(getClass().getClassLoader()).lower(bytes)).isSameAs(bytes);
    }

    private static byte[] lowered(String name) throws IOException {
        return new LazyDecimals(LazyDecimalsTest.class.getClassLoader()).lower(bytes(name));
    }

    private static byte[] bytes(String name) throws IOException {
        try (InputStream in =
                LazyDecimalsTest.class.getClassLoader().getResourceAsStream(name.replace('.', '/') + ".class")) {
            return in.readAllBytes();
        }
    }

    /** Defines copies of Jackson's classes that were changed by {@link LazyDecimals}. */
    private static final class LoweringLoader extends ClassLoader {
        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            synchronized (getClassLoadingLock(name)) {
                @Nullable Class<?> known = findLoadedClass(name);
                if (known != null || !name.startsWith(JsonFactory.class.getPackageName())) {
                    return known != null ? known : super.loadClass(name, resolve);
                }
                try {
                    byte[] bytes = lowered(name);
                    return defineClass(name, bytes, 0, bytes.length);
                } catch (IOException e) {
                    throw new ClassNotFoundException(name, e);
                }
            }
        }
    }
}
