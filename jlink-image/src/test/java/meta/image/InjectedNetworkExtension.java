package meta.image;

import java.lang.reflect.Field;
import java.util.function.Predicate;
import meta.image.cluster.Cluster;
import meta.image.topology.Topology;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.ModifierSupport;

/**
 * Creates the topologies and clusters for parameters and for fields with {@link InjectTopology}. JUnit closes a topology when the test
 * ends. A topology for a static field is closed after the last test of the class.
 */
final class InjectedNetworkExtension implements ParameterResolver, BeforeAllCallback, BeforeEachCallback {
    private static final Namespace STORE = Namespace.create(InjectedNetworkExtension.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
        return isNetwork(parameter.getParameter().getType());
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext test) {
        return network(parameter.getParameter().getType(), test);
    }

    @Override
    public void beforeAll(ExtensionContext test) throws IllegalAccessException {
        inject(test, null, ModifierSupport::isStatic);
    }

    @Override
    public void beforeEach(ExtensionContext test) throws IllegalAccessException {
        inject(test, test.getRequiredTestInstance(), ModifierSupport::isNotStatic);
    }

    private static void inject(ExtensionContext test, Object instance, Predicate<Field> which)
            throws IllegalAccessException {
        for (Field field :
                AnnotationSupport.findAnnotatedFields(test.getRequiredTestClass(), InjectTopology.class, which)) {
            if (!isNetwork(field.getType())) {
                throw new IllegalStateException(field + " is neither a Topology nor a Cluster");
            }
            field.setAccessible(true);
            field.set(instance, network(field.getType(), test));
        }
    }

    private static boolean isNetwork(Class<?> type) {
        return type.equals(Topology.class) || type.equals(Cluster.class);
    }

    private static Object network(Class<?> type, ExtensionContext test) {
        Topology topology = test.getStore(STORE)
                .getOrComputeIfAbsent(test.getUniqueId(), _ -> new Topology(agentOf(test)), Topology.class);
        return type.equals(Topology.class)
                ? topology
                : test.getStore(STORE)
                        .getOrComputeIfAbsent(
                                test.getUniqueId() + " cluster", _ -> Cluster.in(topology), Cluster.class);
    }

    private static String agentOf(ExtensionContext test) {
        return test.getRequiredTestClass().isAnnotationPresent(ThroughAgent.class)
                ? SharedAgent.of(test).socket().toString()
                : "";
    }
}
