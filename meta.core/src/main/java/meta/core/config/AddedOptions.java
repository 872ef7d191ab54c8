package meta.core.config;

import meta.core.cni.JsonValue.JsonObject;

/**
 * Options for a network configuration that does not have them itself.
 *
 * @param origin where they are, for messages: a file, or a place in one
 * @param json the options, with the keys of a network configuration
 */
public record AddedOptions(String origin, JsonObject json) {
    public static final AddedOptions NONE = new AddedOptions("", JsonObject.EMPTY);
}
