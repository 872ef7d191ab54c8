package meta.spi.testkit;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

/** Says for which seed a property does not hold. */
final class SeedOfFailure implements TestExecutionExceptionHandler {
    @Override
    public void handleTestExecutionException(ExtensionContext context, Throwable failure) {
        String seed = context.getDisplayName();
        throw new AssertionError(
                seed + " (alone: -Dseed=" + seed.replace("seed ", "") + "): " + failure.getMessage(), failure);
    }
}
