package meta.core.config;

import meta.core.cni.JsonValue.JsonObject;

/**
 * Options for keys that a network configuration does not have, or has with the value {@code null}.
 *
 * @param origin the file, or a place in it, for messages
 */
public record ConfigDefaults(String origin, JsonObject json) {
    public static final ConfigDefaults NONE = new ConfigDefaults("", JsonObject.EMPTY);
}
