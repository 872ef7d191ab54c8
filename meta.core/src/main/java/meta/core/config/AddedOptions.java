package meta.core.config;

import meta.core.cni.JsonValue.JsonObject;

/**
 * Options for a network configuration that does not have them itself.
 *
 * @param origin their origin, for messages: a file, or a place in a file
 * @param json the options, with the keys of a network configuration
 */
public record AddedOptions(String origin, JsonObject json) {
    public static final AddedOptions NONE = new AddedOptions("", JsonObject.EMPTY);
}
