package meta.image.cni;

import meta.image.topology.Output;

/**
 * The answer of a plugin. Each method expects one kind of answer. It throws an {@link AssertionError} if the answer is of another kind, or
 * if the JSON text is not an object.
 */
public record Answer(Output output) {
    public Json result() {
        return object(output.text());
    }

    /** Asserts that the call succeeded and printed nothing. */
    public void isQuietSuccess() {
        if (!output.text().isBlank()) {
            throw new AssertionError("the call must print nothing: " + output);
        }
    }

    public CniError error(int code) {
        CniError error = error();
        if (error.code() != code) {
            throw new AssertionError("expected the error code " + code + ": " + output);
        }
        return error;
    }

    /** {@return the CNI error that the call printed; the exit status must be 1} */
    public CniError error() {
        Json json = object(output.stdout());
        if (output.status() != 1) {
            throw new AssertionError("the exit status after an error must be 1: " + output);
        }
        return new CniError(
                json.get("cniVersion").text(),
                json.get("code").number(),
                json.get("msg").text(),
                json.get("details", ""));
    }

    private Json object(String text) {
        Json json = Json.parse(text);
        if (!json.isObject()) {
            throw new AssertionError("not a JSON object: " + output);
        }
        return json;
    }
}
