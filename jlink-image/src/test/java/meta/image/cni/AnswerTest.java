package meta.image.cni;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import meta.image.topology.Output;
import org.junit.jupiter.api.Test;

/** The methods of {@link Answer} fail if the answer is not the expected one. */
class AnswerTest {
    @Test
    void aResultIsOneJsonObject() {
        assertThat(said("{\"ips\": []}\n", 0).result().get("ips").items()).isEmpty();
    }

    @Test
    void anyOtherOutputIsRejectedAsAResult() {
        refuses("[warning][aot] no cache\n{\"ips\": []}");
        refuses("{\"ips\": []}\nbye");
        refuses("{\"ips\": []}{\"ips\": []}");
        refuses("{\"ips\": [], \"ips\": []}");
        refuses("[]");
        refuses("");
    }

    @Test
    void anErrorWithAnotherStatusOrCodeIsRejected() {
        String error = "{\"cniVersion\": \"1.0.0\", \"code\": 7, \"msg\": \"m\", \"details\": \"d\"}";
        assertThat(said(error, 1).error(7).details()).isEqualTo("d");
        assertThatThrownBy(() -> said(error, 0).error(7)).isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> said(error, 1).error(6)).isInstanceOf(AssertionError.class);
    }

    private static void refuses(String stdout) {
        assertThatThrownBy(() -> said(stdout, 0).result()).isInstanceOf(AssertionError.class);
    }

    private static Answer said(String stdout, int status) {
        return new Answer(new Output(List.of("veth"), status, stdout, "", Duration.ZERO));
    }
}
