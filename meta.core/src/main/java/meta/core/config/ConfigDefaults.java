package meta.core.config;

import meta.core.cni.JsonValue.JsonObject;

/**
 * Options that complete a network configuration, such as those of the node: each option applies if the configuration does not have its key, or has
 * {@code null} there.
 *
 * @param origin the origin of the options, for messages: a file, or a place in a file
 * @param json the options, with the keys of a network configuration
 */
public record ConfigDefaults(String origin, JsonObject json) {
    public static final ConfigDefaults NONE = new ConfigDefaults("", JsonObject.EMPTY);
}
