package meta.core.cni;

import meta.core.cni.JsonValue.JsonNumber;
import meta.core.cni.JsonValue.JsonObject;
import meta.core.cni.JsonValue.JsonString;

/** Makes the answer to a failed call (CNI spec 1.1.0 "Error"). */
public final class CniError {
    private CniError() {}

    /**
     * {@return the error object} Invisible characters in the texts are escaped, and {@link Failure#details} limits their length.
     *
     * @param failure the reason
     * @param version the version of the request; {@link CniVersion#LATEST} if it is unknown
     */
    public static JsonObject of(Failure failure, CniVersion version) {
        return JsonObject.EMPTY
                .with("cniVersion", new JsonString(version.toString()))
                .with("code", JsonNumber.of(failure.code()))
                .with("msg", new JsonString(VisibleText.of(failure.message())))
                .with("details", new JsonString(VisibleText.of(failure.details())));
    }
}
