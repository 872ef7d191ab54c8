package meta.image.lowering;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import meta.netlink.testbed.Seeds;
import org.junit.jupiter.api.Test;

/** Classes that {@link ClassLowering} has changed behave as before. */
class ClassLoweringTest {
    public record Everything(
            boolean flag,
            byte small,
            char letter,
            short number,
            int count,
            long size,
            float ratio,
            double exact,
            String name,
            List<String> values) {}

    public record Nothing() {}

    public interface Kinds {
        static String of(Object value) {
            return switch (value) {
                case String _ -> "text";
                case Number _ -> "number";
                default -> "other";
            };
        }
    }

    public static final class Switches implements Function<Object, String> {
        @Override
        public String apply(Object value) {
            return switch (value) {
                case null -> "null";
                case String text when text.isEmpty() -> "empty";
                case String text -> "text " + text;
                case Integer number when number > 10 -> "large";
                case Number number -> "number " + number;
                case int[] numbers -> "array " + numbers.length;
                default -> "other" + labelled(value);
            };
        }

        private static String labelled(Object value) {
            return switch (value.toString()) {
                case String text when text.length() > 3 -> " long";
                case "abc" -> " abc";
                case String _ -> " short";
            };
        }
    }

    @Test
    void aLoweredRecordEqualsPrintsAndHashesAsBefore() throws Exception {
        Class<?> lowered = lowered(Everything.class);
        Seeds.forEach(3600, seed -> {
            RandomGenerator random = new SplittableRandom(seed);
            Object[] left = randomValues(random);
            Object[] right = random.nextInt(3) == 0 ? left : randomValues(random);
            Object leftBefore = make(Everything.class, left);
            Object leftNow = make(lowered, left);
            assertThat(leftNow.toString()).isEqualTo(leftBefore.toString());
            assertThat(leftNow.hashCode()).isEqualTo(leftBefore.hashCode());
            assertThat(leftNow.equals("x")).isFalse();
            assertThat(leftNow.equals(make(lowered, right)))
                    .as("%s and %s", leftNow, make(lowered, right))
                    .isEqualTo(leftBefore.equals(make(Everything.class, right)));
        });
    }

    @Test
    void aLoweredRecordWithoutComponentsBehavesAsBefore() throws Exception {
        Object nothing = lowered(Nothing.class).getConstructor().newInstance();

        assertThat(nothing.toString()).isEqualTo("Nothing[]");
        assertThat(nothing.hashCode()).isEqualTo(new Nothing().hashCode());
        assertThat(nothing).isEqualTo(nothing.getClass().getConstructor().newInstance());
    }

    @Test
    void aLoweredSwitchSelectsTheSameCases() throws Exception {
        @SuppressWarnings("unchecked")
        var lowered = (Function<Object, String>)
                lowered(Switches.class).getConstructor().newInstance();
        for (Object value : new Object[] {null, "", "x", 3, 30, 3L, 2.5, new int[] {1}, 'c', List.of(), new int[0][]}) {
            assertThat(lowered.apply(value)).isEqualTo(new Switches().apply(value));
        }
    }

    @Test
    void aLoweredSwitchInAnInterfaceSelectsTheSameCases() throws Exception {
        Class<?> lowered = lowered(Kinds.class);

        assertThat(lowered.getMethod("of", Object.class).invoke(null, "x")).isEqualTo("text");
        assertThat(lowered.getMethod("of", Object.class).invoke(null, 1)).isEqualTo("number");
    }

    @Test
    void onlyTheSwitchOverConstantsIsLeftToTheRuntime() throws IOException {
        assertThat(runtimeCalls(Everything.class)).isZero();
        assertThat(runtimeCalls(Switches.class)).isOne();
    }

    @Test
    void aClassWithNothingToReplaceKeepsItsBytes() throws IOException {
        byte[] bytes = bytes(ClassLoweringTest.class);

        assertThat(new ClassLowering(getClass().getClassLoader()).lower(bytes)).isSameAs(bytes);
    }

    private static Object[] randomValues(RandomGenerator random) {
        return new Object[] {
            random.nextBoolean(),
            (byte) random.nextInt(-1, 1),
            (char) random.nextInt('a', 'c'),
            (short) random.nextInt(-1, 1),
            random.nextInt(-1, 1),
            random.nextLong(-1, 1),
            new float[] {0f, -0f, Float.NaN, 1.5f}[random.nextInt(4)],
            new double[] {0d, -0d, Double.NaN, 1e300}[random.nextInt(4)],
            random.nextBoolean() ? null : "name",
            random.nextBoolean() ? null : List.of("a", "b")
        };
    }

    private static Object make(Class<?> type, Object[] values) throws ReflectiveOperationException {
        return type.getConstructors()[0].newInstance(values);
    }

    private static Class<?> lowered(Class<?> type) throws IOException {
        byte[] bytes = new ClassLowering(type.getClassLoader()).lower(bytes(type));
        return new ClassLoader(null) {
            Class<?> define() {
                return defineClass(type.getName(), bytes, 0, bytes.length);
            }
        }.define();
    }

    private static long runtimeCalls(Class<?> type) throws IOException {
        byte[] lowered = new ClassLowering(type.getClassLoader()).lower(bytes(type));
        return ClassFile.of().parse(lowered).methods().stream()
                .flatMap(method -> method.code().stream())
                .flatMap(code -> code.elementStream())
                .filter(element -> element instanceof InvokeDynamicInstruction call
                        && call.bootstrapMethod().owner().packageName().equals("java.lang.runtime"))
                .count();
    }

    private static byte[] bytes(Class<?> type) throws IOException {
        try (InputStream in = type.getResourceAsStream(
                type.getName().substring(type.getPackageName().length() + 1) + ".class")) {
            return in.readAllBytes();
        }
    }
}
