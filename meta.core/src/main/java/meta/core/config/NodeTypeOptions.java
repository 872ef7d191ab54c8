package meta.core.config;

import meta.core.cni.JsonValue.JsonObject;

/**
 * Options of a plugin type for all networks of the node. They apply to the extent that a network configuration does not give them.
 *
 * @param origin the file that contains the options, and the place in the file, for messages
 * @param json the options, with the keys of a network configuration
 */
public record NodeTypeOptions(String origin, JsonObject json) {
    public static final NodeTypeOptions NONE = new NodeTypeOptions("", JsonObject.EMPTY);
}
