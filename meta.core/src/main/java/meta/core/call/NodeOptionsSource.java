package meta.core.call;

import java.util.Map;

/** Supplies each call with the options of the node. */
@FunctionalInterface
public interface NodeOptionsSource {
    /**
     * {@return the options at this moment}
     *
     * @param environment the environment variables of the call, which can name the file
     */
    NodeOptions options(Map<String, String> environment);
}
