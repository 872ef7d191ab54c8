package meta.core.config;

import meta.core.cni.JsonValue.JsonObject;

/**
 * Options of a plugin type for all networks of the node. Such an option applies if a network configuration does not give the option, or
 * gives it as {@code null}.
 *
 * @param origin the file that contains the options, and the place in the file, for messages
 * @param json the options, with the keys of a network configuration
 */
public record NodeTypeOptions(String origin, JsonObject json) {
    /** No options. */
    public static final NodeTypeOptions NONE = new NodeTypeOptions("", JsonObject.EMPTY);
}
