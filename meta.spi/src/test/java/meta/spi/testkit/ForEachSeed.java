package meta.spi.testkit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ArgumentsSource;

/**
 * A property: a test with one parameter, a {@link Generator}, that holds whatever this makes.
 *
 * <p>A failure names the seed. {@code -Dseed=42} runs that one alone, {@code -Dseeds=10000} more of them than usual.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@ParameterizedTest(name = "{0}")
@ArgumentsSource(Seeds.class)
@ExtendWith(SeedOfFailure.class)
public @interface ForEachSeed {
    /** How many seeds to try: 1, 2, 3 and so on. */
    int count() default 200;
}
