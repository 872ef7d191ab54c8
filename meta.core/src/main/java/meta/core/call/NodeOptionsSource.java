package meta.core.call;

import java.util.Map;

/** Supplies the options of the node. */
@FunctionalInterface
public interface NodeOptionsSource {
    /**
     * {@return the present options of the node} If they cannot be read, the result contains a problem.
     *
     * @param environment the environment variables of a call, which can contain the path of the file with the options
     */
    NodeOptions options(Map<String, String> environment);
}
