package meta.core.call;

import java.util.Map;

/** Supplies calls and repairs with the options of the node. */
@FunctionalInterface
public interface NodeOptionsSource {
    /**
     * {@return the options of the node as they are now} If the options cannot be read, the result contains a problem; no exception is thrown.
     *
     * @param environment the environment variables of the call, or those in the record of an attachment; they can contain the path of
     *     the file with the options
     */
    NodeOptions options(Map<String, String> environment);
}
