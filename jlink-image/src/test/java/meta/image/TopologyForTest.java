package meta.image;

import meta.image.topology.Topology;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives a test its topology; JUnit closes what is in the store, whatever the test does. */
final class TopologyForTest implements ParameterResolver {
    private static final Namespace STORE = Namespace.create(TopologyForTest.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
        return parameter.getParameter().getType().equals(Topology.class);
    }

    @Override
    public Topology resolveParameter(ParameterContext parameter, ExtensionContext test) {
        return test.getStore(STORE)
                .getOrComputeIfAbsent(test.getUniqueId(), _ -> new Topology(agentOf(test)), Topology.class);
    }

    private static String agentOf(ExtensionContext test) {
        return test.getRequiredTestClass().isAnnotationPresent(ThroughAgent.class)
                ? SharedAgent.of(test).socket().toString()
                : "";
    }
}
