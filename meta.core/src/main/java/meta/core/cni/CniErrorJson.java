package meta.core.cni;

import meta.core.cni.JsonValue.JsonNumber;
import meta.core.cni.JsonValue.JsonObject;
import meta.core.cni.JsonValue.JsonString;

/** Makes the JSON answer to a failed call (CNI spec 1.1.0 "Error"). */
public final class CniErrorJson {
    private CniErrorJson() {}

    /**
     * {@return the answer} Invisible characters are escaped as {@link VisibleText#of} does.
     *
     * @param version the value of {@code cniVersion} in the answer
     */
    public static JsonObject of(Failure failure, CniVersion version) {
        return JsonObject.EMPTY
                .with("cniVersion", new JsonString(version.toString()))
                .with("code", JsonNumber.of(failure.code()))
                .with("msg", new JsonString(VisibleText.of(failure.message())))
                .with("details", new JsonString(VisibleText.of(failure.details())));
    }
}
