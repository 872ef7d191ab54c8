package meta.core.cni;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import meta.core.cni.JsonValue.JsonArray;
import meta.core.cni.JsonValue.JsonNull;
import meta.core.cni.JsonValue.JsonObject;
import meta.core.cni.JsonValue.JsonString;

/** The released versions of the CNI spec, oldest first. */
public enum CniVersion {
    V0_1_0("0.1.0"),
    V0_2_0("0.2.0"),
    V0_3_0("0.3.0"),
    V0_3_1("0.3.1"),
    V0_4_0("0.4.0"),
    V1_0_0("1.0.0"),
    V1_1_0("1.1.0");

    public static final CniVersion LATEST = V1_1_0;

    /** The version of a network configuration whose {@code cniVersion} is missing, {@code null} or empty. */
    public static final CniVersion UNNAMED = V0_1_0;

    public static final List<CniVersion> ALL = List.of(values());

    private final String text;

    CniVersion(String text) {
        this.text = text;
    }

    /** {@return the version with this text, such as {@code 1.0.0}; empty if there is none} */
    public static Optional<CniVersion> of(String text) {
        for (CniVersion version : ALL) {
            if (version.text.equals(text)) {
                return Optional.of(version);
            }
        }
        return Optional.empty();
    }

    /** {@return the version of a network configuration; {@link #UNNAMED} if it has none; empty if it is unknown} */
    public static Optional<CniVersion> ofConfiguration(JsonObject configuration) {
        JsonValue given = configuration.get("cniVersion");
        boolean unnamed = given instanceof JsonNull || (given instanceof JsonString(String text) && text.isEmpty());
        return unnamed ? Optional.of(UNNAMED) : of(configuration.text("cniVersion"));
    }

    public boolean isAtLeast(CniVersion other) {
        return compareTo(other) >= 0;
    }

    /** {@return the JSON answer to the verb VERSION (CNI spec 1.1.0 "VERSION Success")} */
    public static JsonObject report() {
        List<JsonValue> supported = new ArrayList<>();
        for (CniVersion version : ALL) {
            supported.add(new JsonString(version.text));
        }
        return JsonObject.EMPTY
                .with("cniVersion", new JsonString(LATEST.text))
                .with("supportedVersions", new JsonArray(supported));
    }

    static String list() {
        StringBuilder list = new StringBuilder();
        for (CniVersion version : ALL) {
            list.append(version == V0_1_0 ? "" : version == LATEST ? " or " : ", ")
                    .append(version.text);
        }
        return list.toString();
    }

    @Override
    public String toString() {
        return text;
    }
}
