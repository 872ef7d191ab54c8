package meta.image.cni;

import java.util.ArrayList;
import java.util.List;

/** A network configuration list (CNI spec "Network configuration format"). */
public record Conflist(Json json) {
    /**
     * {@return the list in the text}
     *
     * @throws AssertionError if the text is not exactly one JSON value
     */
    public static Conflist parse(String text) {
        return new Conflist(Json.parse(text));
    }

    public String name() {
        return json.get("name").text();
    }

    public String version() {
        return json.get("cniVersion").text();
    }

    public List<Json> plugins() {
        return json.get("plugins").items();
    }

    /** {@return a copy of the list with this {@code cniVersion}} */
    public Conflist at(String version) {
        return new Conflist(json.with("cniVersion", new Json(version)));
    }

    /**
     * {@return a copy of the list in which this key of the last plugin's configuration has this value}
     *
     * @param value the value as JSON text
     */
    public Conflist lastWith(String key, String value) {
        List<Object> changed = new ArrayList<>();
        plugins().subList(0, plugins().size() - 1).forEach(plugin -> changed.add(plugin.value()));
        changed.add(plugins().getLast().with(key, Json.parse(value)).value());
        return new Conflist(json.with("plugins", new Json(changed)));
    }
}
