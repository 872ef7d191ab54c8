package meta.core.cni;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import meta.core.cni.JsonValue.JsonObject;
import meta.netlink.testbed.Seeds;
import org.junit.jupiter.api.Test;

/** Any bytes on standard input result in a request or in an error that the spec defines. A DEL is accepted with any bytes. */
class AnyInputTest {

    @Test
    void anyInputIsARequestOrAFailureWithACodeOfTheSpec() {
        Seeds.forEach(150, seed -> {
            byte[] stdin = input(new SplittableRandom(seed));
            for (String verb : List.of("ADD", "CHECK", "GC", "STATUS")) {
                switch (read(verb, stdin)) {
                    case RequestReadResult.Valid(CniRequest request) ->
                        assertThat(request.version()
                                        .isAtLeast(CniVerb.valueOf(verb).since()))
                                .isTrue();
                    case RequestReadResult.Invalid(Failure failure, CniVersion version) -> {
                        assertThat(failure.code()).isIn(1, 6);
                        assertThat(CniErrorJson.of(failure, version).text("details"))
                                .isNotBlank();
                    }
                }
            }
        });
    }

    @Test
    void noInputPreventsADel() {
        Seeds.forEach(150, seed -> {
            assertThat(read("DEL", input(new SplittableRandom(seed))))
                    .isInstanceOfSatisfying(
                            RequestReadResult.Valid.class,
                            accepted -> assertThat(accepted.request()).isInstanceOf(CniRequest.Del.class));
        });
    }

    /** {@return the text of an object that resembles a network configuration, in some cases with a few changed bytes} */
    private static byte[] input(RandomGenerator random) {
        RandomJson any = new RandomJson(random);
        JsonObject config = any.object(4);
        for (String key : List.of("cniVersion", "name", "prevResult")) {
            config = random.nextBoolean() ? config.with(key, any.value(4)) : config;
        }
        byte[] bytes = config.toString().getBytes(UTF_8);
        for (int i = random.nextInt(4); i > 0; i--) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
        }
        return bytes;
    }

    private static RequestReadResult read(String verb, byte[] stdin) {
        Map<String, String> environment =
                Map.of("CNI_COMMAND", verb, "CNI_CONTAINERID", "c", "CNI_NETNS", "/run/netns/c", "CNI_IFNAME", "eth0");
        return RequestReader.read(environment, new ByteArrayInputStream(stdin));
    }
}
