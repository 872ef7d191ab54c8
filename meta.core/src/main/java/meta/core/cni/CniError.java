package meta.core.cni;

import meta.core.cni.JsonValue.JsonNumber;
import meta.core.cni.JsonValue.JsonObject;
import meta.core.cni.JsonValue.JsonString;

/** The answer to a failed call (CNI spec 1.1.0 "Error"). */
public final class CniError {
    private CniError() {}

    /** {@return the error object, with invisible characters in the texts escaped} */
    public static JsonObject of(Failure failure, CniVersion version) {
        return JsonObject.EMPTY
                .with("cniVersion", new JsonString(version.toString()))
                .with("code", JsonNumber.of(failure.code()))
                .with("msg", new JsonString(VisibleText.of(failure.message())))
                .with("details", new JsonString(VisibleText.of(failure.details())));
    }
}
