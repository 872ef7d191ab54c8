package example.webhook;

import static meta.spi.testkit.Given.given;
import static meta.spi.testkit.PlanAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import meta.spi.Attachment;
import meta.spi.Effect;
import meta.spi.testkit.Given;
import meta.spi.testkit.HandlerAssert;
import org.junit.jupiter.api.Test;

class ReportPodTest {
    private final Set<String> entries = ConcurrentHashMap.newKeySet();

    @Test
    void theEntryHasTheAddressesOfThePod() {
        Given pod = given("pod link eth0")
                .podAddresses("172.18.24.120")
                .declared(List.of(ReportPod.URL))
                .option(ReportPod.URL, "http://10.0.0.1/pods");

        assertThat(pod.plan(new ReportPod())).isPlan("""
                host perform webEntry eth0 addresses='[172.18.24.120]' url='http://10.0.0.1/pods/0123456789abcdef-eth0'
                """);
    }

    @Test
    void theHandlerCreatesAndRemovesTheEntryEvenIfItIsCalledTwice() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        try {
            String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/pods/web-0";
            Effect effect = Effect.of(WebEntryHandler.KIND, "eth0").with("url", url).with("addresses", "[10.0.0.7]");

            HandlerAssert.assertThat(new WebEntryHandler())
                    .appliesAndUndoes(effect, Attachment.of("lan", "c0ffee", "eth0", "/run/netns/pod"));
            assertThat(entries).isEmpty();
        } finally {
            server.stop(0);
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        boolean found = switch (exchange.getRequestMethod()) {
            case "PUT" -> entries.add(path) || entries.contains(path);
            case "DELETE" -> entries.remove(path);
            default -> entries.contains(path);
        };
        exchange.sendResponseHeaders(found ? 200 : 404, -1);
        exchange.close();
    }
}
