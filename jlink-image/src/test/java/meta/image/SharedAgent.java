package meta.image;

import meta.image.cluster.Agent;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * Starts the agent that all test classes with {@link ThroughAgent} share. A test class fails if the agent has answered none of its calls,
 * because its tests would then prove nothing.
 */
final class SharedAgent implements BeforeAllCallback, AfterAllCallback {
    private static final Namespace STORE = Namespace.create(SharedAgent.class);

    /** {@return the shared agent} The first call starts the agent. JUnit closes it after the last test. */
    static Agent of(ExtensionContext test) {
        return test.getRoot().getStore(STORE).getOrComputeIfAbsent(Agent.class, _ -> Agent.start(), Agent.class);
    }

    @Override
    public void beforeAll(ExtensionContext test) {
        test.getStore(STORE).put("calls", of(test).calls());
    }

    @Override
    public void afterAll(ExtensionContext test) {
        if (of(test).calls() == test.getStore(STORE).get("calls", Integer.class)) {
            throw new AssertionError(test.getDisplayName() + " has made no call through the agent");
        }
    }
}
