package meta.core.config;

import meta.core.cni.JsonValue.JsonObject;

/**
 * Options that complete a network configuration: each one applies if the configuration does not have its key.
 *
 * @param origin their origin, for messages: a file, or a place in a file
 * @param json the options, with the keys of a network configuration
 */
public record AddedOptions(String origin, JsonObject json) {
    public static final AddedOptions NONE = new AddedOptions("", JsonObject.EMPTY);
}
