package meta.netlink.testbed;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives a test a {@link ScratchNamespaces} object for a parameter of this type, and closes the object after the test. */
public final class ScratchNamespacesParameter implements ParameterResolver {
    private static final Namespace STORE = Namespace.create(ScratchNamespacesParameter.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
        return parameter.getParameter().getType() == ScratchNamespaces.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext test) {
        // the store of a test closes its closeable values when the test ends
        return test.getStore(STORE).getOrComputeIfAbsent(ScratchNamespaces.class);
    }
}
