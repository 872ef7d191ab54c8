package meta.core.cni;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import meta.core.cni.JsonValue.JsonArray;
import meta.core.cni.JsonValue.JsonNumber;
import meta.core.cni.JsonValue.JsonObject;
import meta.core.cni.JsonValue.JsonString;
import meta.netlink.testbed.Seeds;
import org.junit.jupiter.api.Test;

/** Random results can be converted between all versions of the spec without losing what both versions can express. */
class ResultConversionPropertyTest {

    @Test
    void conversionToALaterVersionAndBackIsLossless() {
        Seeds.forEach(25, seed -> {
            RandomGenerator random = new SplittableRandom(seed);
            for (CniVersion from : CniVersion.ALL) {
                CniResult result = new Generator(random).result(from);
                for (CniVersion to : CniVersion.ALL) {
                    if (to.isAtLeast(from)) {
                        assertThat(result.in(to).in(from)).as("%s and back", to).isEqualTo(result);
                    }
                }
            }
        });
    }

    @Test
    void conversionThroughAnIntermediateVersionMakesNoDifference() {
        Seeds.forEach(25, seed -> {
            RandomGenerator random = new SplittableRandom(seed);
            for (CniVersion from : CniVersion.ALL) {
                CniResult result = new Generator(random).result(from);
                for (CniVersion between : CniVersion.ALL) {
                    for (CniVersion to : CniVersion.ALL) {
                        boolean straight = between.isAtLeast(from) == to.isAtLeast(between);
                        if (straight) {
                            assertThat(result.in(between).in(to))
                                    .as("%s, %s, %s", from, between, to)
                                    .isEqualTo(result.in(to));
                        }
                    }
                }
            }
        });
    }

    @Test
    void theAddressesAreTheSameInEveryVersionThatListsThem() {
        Seeds.forEach(25, seed -> {
            CniResult result = new Generator(new SplittableRandom(seed)).result(CniVersion.V1_1_0);

            for (CniVersion to : CniVersion.ALL) {
                if (to.isAtLeast(CniVersion.V0_3_0)) {
                    assertThat(read(result.in(to)).ips()).isEqualTo(read(result).ips());
                }
            }
        });
    }

    @Test
    void aGeneratedResultHasNoProblems() {
        Seeds.forEach(25, seed -> {
            RandomGenerator random = new SplittableRandom(seed);
            for (CniVersion version : CniVersion.ALL) {
                List<InputProblem> problems = new ArrayList<>();
                ResultReader.read(new Generator(random).result(version), "prevResult", problems);

                assertThat(problems).isEmpty();
            }
        });
    }

    @Test
    void anyJsonIsConvertedOrPassedOnUnchanged() {
        Seeds.forEach(25, seed -> {
            RandomGenerator random = new SplittableRandom(seed);
            RandomJson any = new RandomJson(random);
            JsonObject json = any.object(3)
                    .with("interfaces", any.value(3))
                    .with("ips", any.value(3))
                    .with("routes", any.value(3))
                    .with("ip4", any.value(3));
            for (CniVersion from : CniVersion.ALL) {
                CniResult result = new CniResult(from, json);
                List<InputProblem> problems = new ArrayList<>();
                ResultReader.read(result, "prevResult", problems);
                assertThat(problems)
                        .allSatisfy(problem -> assertThat(problem.place()).startsWith("prevResult."));
                for (CniVersion to : CniVersion.ALL) {
                    CniResult converted = result.in(to).withInterface(new CniResult.Interface("veth0", "", "", 0));

                    assertThat(read(converted)).isNotNull();
                    assertThat(converted.json().elements("interfaces")).isNotEmpty();
                }
            }
        });
    }

    private static PreviousResult read(CniResult result) {
        return ResultReader.read(result, "prevResult", new ArrayList<>());
    }

    /** Generates results that conform to the spec. */
    private record Generator(RandomGenerator random) {
        private static final List<String> IPV4 = List.of("10.1.0.5/16", "192.0.2.1/32", "172.18.24.120/16");
        private static final List<String> IPV6 = List.of("fd00::5/64", "2001:db8::1/128");

        CniResult result(CniVersion version) {
            JsonObject json = JsonObject.EMPTY.with("cniVersion", new JsonString(version.toString()));
            json = version.isAtLeast(CniVersion.V0_3_0) ? listed(json, version) : flat(json);
            if (random.nextBoolean()) {
                json = json.with("dns", JsonObject.EMPTY.with("domain", new JsonString("lan")));
            }
            return new CniResult(version, json.with("vendor", new RandomJson(random).value(2)));
        }

        private JsonObject flat(JsonObject json) {
            JsonObject flat = json;
            if (random.nextBoolean()) {
                flat = flat.with("ip4", flatIp(IPV4));
            }
            return random.nextBoolean() ? flat.with("ip6", flatIp(IPV6)) : flat;
        }

        private JsonObject flatIp(List<String> addresses) {
            JsonObject ip = JsonObject.EMPTY.with("ip", pick(addresses)).with("vendor", JsonNumber.of(1));
            return random.nextBoolean() ? ip.with("routes", list(1, () -> route(addresses, CniVersion.V0_2_0))) : ip;
        }

        private JsonObject listed(JsonObject json, CniVersion version) {
            JsonObject listed = json.with("interfaces", list(2, () -> device(version)));
            if (random.nextBoolean()) {
                listed = listed.with("ips", list(1, () -> ip(version)));
            }
            return random.nextBoolean()
                    ? listed.with("routes", list(1, () -> route(random.nextBoolean() ? IPV4 : IPV6, version)))
                    : listed;
        }

        private JsonObject device(CniVersion version) {
            JsonObject device = JsonObject.EMPTY.with("name", new JsonString("eth" + random.nextInt(9)));
            return version.isAtLeast(CniVersion.V1_1_0) ? device.with("mtu", JsonNumber.of(1500)) : device;
        }

        private JsonObject ip(CniVersion version) {
            boolean ipv4 = random.nextBoolean();
            JsonObject ip = JsonObject.EMPTY
                    .with("address", pick(ipv4 ? IPV4 : IPV6))
                    .with("interface", JsonNumber.of(random.nextInt(2)));
            boolean saysVersion = version.isAtLeast(CniVersion.V0_3_0) && !version.isAtLeast(CniVersion.V1_0_0);
            return saysVersion ? ip.with("version", new JsonString(ipv4 ? "4" : "6")) : ip;
        }

        private JsonObject route(List<String> destinations, CniVersion version) {
            JsonObject route = JsonObject.EMPTY.with("dst", pick(destinations));
            return version.isAtLeast(CniVersion.V1_1_0) ? route.with("priority", JsonNumber.of(7)) : route;
        }

        private JsonString pick(List<String> texts) {
            return new JsonString(texts.get(random.nextInt(texts.size())));
        }

        private JsonArray list(int least, Supplier<JsonObject> element) {
            List<JsonValue> elements = new ArrayList<>();
            for (int i = least + random.nextInt(3); i > 0; i--) {
                elements.add(element.get());
            }
            return new JsonArray(elements);
        }
    }
}
