package meta.core.call;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import meta.core.cni.CniRequest;
import meta.core.cni.CniVersion;
import meta.core.cni.JsonValue;
import meta.core.cni.JsonValue.JsonArray;
import meta.core.cni.JsonValue.JsonBoolean;
import meta.core.cni.JsonValue.JsonNull;
import meta.core.cni.JsonValue.JsonNumber;
import meta.core.cni.JsonValue.JsonObject;
import meta.core.cni.JsonValue.JsonString;
import meta.core.cni.PreviousResult;
import meta.spi.CallInputs;
import meta.spi.PrevResult;

/** Reads the inputs of the steps from a request. */
final class CallInputsReader {
    private CallInputsReader() {}

    /**
     * {@return the inputs} They have no {@code runtimeConfig} if that key is missing or not an object. JSON numbers become {@link BigDecimal};
     * members and elements that are {@code null} are left out. An interface of the previous result without a name is left out.
     */
    static CallInputs read(CniRequest.ForPod request) {
        JsonObject config = request.config().json();
        Map<String, Object> runtimeConfig =
                config.get("runtimeConfig") instanceof JsonObject given ? members(given) : Map.of();
        return CallInputs.of(request.version().toString(), request.args().pairs())
                .withRuntimeConfig(runtimeConfig)
                .withPreviousResult(previousResult(request.config().previous()));
    }

    private static PrevResult previousResult(PreviousResult previous) {
        JsonObject json = previous.result().in(CniVersion.LATEST).json();
        List<PrevResult.Interface> interfaces = new ArrayList<>();
        for (JsonValue element : json.elements("interfaces")) {
            if (element instanceof JsonObject entry && !entry.text("name").isEmpty()) {
                interfaces.add(PrevResult.Interface.of(entry.text("name"), entry.text("mac"), entry.text("sandbox")));
            }
        }
        List<PrevResult.Ip> ips = new ArrayList<>();
        for (PreviousResult.Ip ip : previous.ips()) {
            ips.add(PrevResult.Ip.of(ip.address(), ip.prefixLength(), ip.gateway(), ip.device()));
        }
        List<PrevResult.Route> routes = new ArrayList<>();
        for (PreviousResult.Route route : previous.routes()) {
            routes.add(PrevResult.Route.of(route.destination(), route.gateway()));
        }
        return PrevResult.of(interfaces, ips, routes).withDns(dns(json.get("dns")));
    }

    private static PrevResult.Dns dns(JsonValue value) {
        if (!(value instanceof JsonObject dns)) {
            return PrevResult.Dns.NONE;
        }
        return PrevResult.Dns.of(
                dns.texts("nameservers"), dns.text("domain"), dns.texts("search"), dns.texts("options"));
    }

    private static Map<String, Object> members(JsonObject json) {
        Map<String, Object> members = new LinkedHashMap<>();
        json.members().forEach((name, value) -> plain(value).ifPresent(plain -> members.put(name, plain)));
        return members;
    }

    private static Optional<Object> plain(JsonValue value) {
        return switch (value) {
            case JsonNull _ -> Optional.empty();
            case JsonString(String text) -> Optional.of(text);
            case JsonBoolean(boolean is) -> Optional.of(is);
            case JsonNumber number -> Optional.of(new BigDecimal(number.text()));
            case JsonArray(List<JsonValue> elements) -> {
                List<Object> plain = new ArrayList<>();
                elements.forEach(element -> plain(element).ifPresent(plain::add));
                yield Optional.of(List.copyOf(plain));
            }
            case JsonObject object -> Optional.of(members(object));
        };
    }
}
