package meta.image.topology;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Sends requests by ICMP, TCP and UDP from one host to the addresses of another one.
 *
 * @param from the namespace of the host that sends the requests
 * @param to the namespace of the host that answers
 * @param addresses the destinations of the requests, which are addresses of {@code to}
 */
public record EchoRequests(Namespace from, Namespace to, List<String> addresses) {

    /**
     * {@return protocol and address of each request without an answer; empty if all requests were answered}
     *
     * @throws AssertionError if the TCP and UDP server cannot listen on an address
     */
    public List<String> unanswered() {
        List<String> unanswered = new ArrayList<>();
        for (String address : addresses) {
            if (!Ping.of(from, address).answers()) {
                unanswered.add("icmp " + address);
            }
        }
        Process echo = java("EchoServer").in(to).start();
        try {
            String line =
                    new BufferedReader(new InputStreamReader(echo.getInputStream(), StandardCharsets.UTF_8)).readLine();
            if (line == null) {
                throw new AssertionError("the echo server cannot listen on all of " + addresses + " in " + to);
            }
            unanswered.addAll(java("EchoClient").in(from).run().stdout().lines().toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            echo.destroyForcibly();
        }
        return unanswered;
    }

    private Command java(String program) {
        List<String> words = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                Path.of(EchoRequests.class
                                .getProtectionDomain()
                                .getCodeSource()
                                .getLocation()
                                .getPath())
                        .toString(),
                "meta.image.topology." + program));
        words.addAll(addresses);
        return Command.of(words);
    }
}
