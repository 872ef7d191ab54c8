package meta.image;

import meta.image.cluster.Agent;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/** The agent of all {@link ThroughAgent} tests. A test class fails if the agent answers none of its calls. */
final class SharedAgent implements BeforeAllCallback, AfterAllCallback {
    private static final Namespace STORE = Namespace.create(SharedAgent.class);

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
