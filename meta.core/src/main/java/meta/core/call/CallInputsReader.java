package meta.core.call;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import meta.core.cni.CallFailedException;
import meta.core.cni.CniRequest;
import meta.core.cni.CniVersion;
import meta.core.cni.Failure;
import meta.core.cni.InputProblem;
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
    private static final String RUNTIME_CONFIG = "runtimeConfig";

    private CallInputsReader() {}

    /**
     * {@return the inputs} JSON numbers in {@code runtimeConfig} become {@link BigDecimal}; members and elements that are {@code null} are
     * left out.
     *
     * @throws CallFailedException if a number in {@code runtimeConfig} is out of the range of {@code BigDecimal}
     */
    static CallInputs read(CniRequest.ForPod request) {
        JsonObject config = request.config().json();
        Map<String, Object> runtimeConfig =
                config.get(RUNTIME_CONFIG) instanceof JsonObject given ? members(given, RUNTIME_CONFIG) : Map.of();
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

    /** @param place the path of the object in the configuration */
    private static Map<String, Object> members(JsonObject json, String place) {
        Map<String, Object> members = new LinkedHashMap<>();
        json.members()
                .forEach(
                        (name, value) -> plain(value, place + "." + name).ifPresent(plain -> members.put(name, plain)));
        return members;
    }

    private static Optional<Object> plain(JsonValue value, String place) {
        return switch (value) {
            case JsonNull _ -> Optional.empty();
            case JsonString(String text) -> Optional.of(text);
            case JsonBoolean(boolean is) -> Optional.of(is);
            case JsonNumber number -> Optional.of(decimal(number, place));
            case JsonArray(List<JsonValue> elements) -> {
                List<Object> plain = new ArrayList<>();
                for (int i = 0; i < elements.size(); i++) {
                    plain(elements.get(i), place + "[" + i + "]").ifPresent(plain::add);
                }
                yield Optional.of(List.copyOf(plain));
            }
            case JsonObject object -> Optional.of(members(object, place));
        };
    }

    private static BigDecimal decimal(JsonNumber number, String place) {
        try {
            return new BigDecimal(number.text());
        } catch (NumberFormatException e) {
            InputProblem problem =
                    new InputProblem(place, number.text(), "expected a number whose exponent has at most 9 digits");
            throw new CallFailedException(new Failure.BadConfiguration(List.of(problem)), e);
        }
    }
}
