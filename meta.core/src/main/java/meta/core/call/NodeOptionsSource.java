package meta.core.call;

import java.util.Map;

/** Supplies each call with the options of the node. */
@FunctionalInterface
public interface NodeOptionsSource {
    /**
     * {@return the options at this moment} If they cannot be read, the result has a problem, and no exception is thrown.
     *
     * @param environment can contain the path of the file
     */
    NodeOptions options(Map<String, String> environment);
}
