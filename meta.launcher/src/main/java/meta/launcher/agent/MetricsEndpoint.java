package meta.launcher.agent;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * An HTTP server on the loopback address that answers a GET request for any path with metrics. Limits connections, requests and durations,
 * because any local process can connect.
 */
public final class MetricsEndpoint implements AutoCloseable {
    private static final int CONNECTIONS = 256;
    private static final int REQUESTS = 32;
    private static final int SECONDS = 5;
    private static final int HEADER_BYTES = 8192;

    static { // the JDK's server reads these properties when its first instance is created
        Map.of(
                        "jdk.httpserver.maxConnections", CONNECTIONS,
                        "sun.net.httpserver.maxReqHeaderSize", HEADER_BYTES,
                        "sun.net.httpserver.maxReqTime", SECONDS,
                        "sun.net.httpserver.maxRspTime", SECONDS,
                        "sun.net.httpserver.idleInterval", SECONDS,
                        "sun.net.httpserver.clockTick", 1000)
                .forEach((name, value) -> System.setProperty(name, value.toString()));
    }

    private final HttpServer server;
    private final ThreadPoolExecutor threads;

    private MetricsEndpoint(HttpServer server, ThreadPoolExecutor threads) {
        this.server = server;
        this.threads = threads;
    }

    /**
     * {@return a server that has started, which the caller closes}
     *
     * @param port 0 to 65535; with 0, the kernel chooses a port
     * @param metrics the metrics in the text format of Prometheus; must be thread-safe
     * @throws IOException if the port is in use or not permitted
     */
    public static MetricsEndpoint open(int port, Supplier<String> metrics) throws IOException {
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        try {
            HttpServer server = HttpServer.create(address, 0, "/", exchange -> answer(exchange, metrics));
            ThreadPoolExecutor threads = new ThreadPoolExecutor(
                    0,
                    REQUESTS,
                    SECONDS,
                    TimeUnit.SECONDS,
                    new SynchronousQueue<>(),
                    Thread.ofPlatform().daemon().name("metrics").factory());
            server.setExecutor(threads); // without an executor, a slow client would block all others
            server.start();
            return new MetricsEndpoint(server, threads);
        } catch (IOException e) {
            throw new IOException("metrics at port " + port + ": " + e.getMessage(), e);
        }
    }

    private static void answer(HttpExchange exchange, Supplier<String> metrics) throws IOException {
        try (exchange) {
            exchange.getResponseHeaders().set("Connection", "close");
            if (!exchange.getRequestMethod().equals("GET")) {
                exchange.getResponseHeaders().set("Allow", "GET");
                exchange.sendResponseHeaders(405, -1);
                return;
            }
            byte[] body = metrics.get().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    /** {@return the URL of the metrics, with the actual port} */
    public URI url() {
        InetSocketAddress address = server.getAddress();
        return URI.create("http://" + address.getAddress().getHostAddress() + ":" + address.getPort() + "/metrics");
    }

    /** Does not wait for unanswered requests. */
    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
