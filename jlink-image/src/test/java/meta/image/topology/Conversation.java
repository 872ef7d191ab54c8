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
 * Two stations that talk by ICMP, TCP and UDP.
 *
 * @param from who asks
 * @param to who answers
 * @param addresses the addresses of the latter that are asked
 */
public record Conversation(Namespace from, Namespace to, List<String> addresses) {

    /** {@return what did not answer; nothing when all is well} */
    public List<String> silent() {
        List<String> silent = new ArrayList<>();
        for (String address : addresses) {
            if (!Ping.of(from, address).answers()) {
                silent.add("icmp " + address);
            }
        }
        Process echo = java("Echo").in(to).start();
        try {
            new BufferedReader(new InputStreamReader(echo.getInputStream(), StandardCharsets.UTF_8)).readLine();
            silent.addAll(java("Asking").in(from).run().stdout().lines().toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            echo.destroyForcibly();
        }
        return silent;
    }

    private Command java(String program) {
        List<String> words = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                Path.of(Conversation.class
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
