package meta.image.torture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import meta.image.cluster.Image;
import meta.image.cni.CniCall;
import meta.image.topology.Command;
import meta.image.topology.Output;

/**
 * A cold call of the image whose process is killed at a system call.
 *
 * @param function the function of the system call
 * @param number n to kill the process when one of its threads makes its n-th system call of this function, from 1
 */
record KilledProcess(Call call, String function, int number) {
    /** The functions by which a call sends requests to netlink, reads the replies and changes its network namespace. */
    static final List<String> FUNCTIONS = List.of("sendto", "recvfrom", "setns");

    /**
     * {@return the answer; its {@code killed} is false if no thread makes {@code number} system calls of the function}
     *
     * @throws AssertionError if a thread made {@code number} system calls of the function, and the process was not killed
     */
    Call.Answer make(World world) {
        Path trace = temporary();
        CniCall plain = new CniCall(
                Image.bin(world.it().type().plugin), world.node(), call.environment(world), call.config(world));
        List<String> words = new ArrayList<>(List.of("strace", "-f", "-qqq", "-o", trace.toString()));
        words.addAll(List.of("-e", "trace=" + function));
        words.addAll(List.of("-e", "inject=" + function + ":signal=KILL:when=" + number));
        words.add(plain.plugin().toString());
        Output output = Command.of(words)
                .in(world.node())
                .with(plain.environment())
                .reading(plain.stdin())
                .run();
        boolean killed = output.status() == 128 + 9 || output.status() == 9;
        if (!killed && mostOfOneThread(trace) >= number) {
            throw new AssertionError(this + " was not killed: " + output);
        }
        int code = output.status() == 0 ? 0 : 1;
        return new Call.Answer(code, output.stdout(), killed);
    }

    private static Path temporary() {
        try {
            Path file = Files.createTempFile("killed", ".trace");
            file.toFile().deleteOnExit();
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * {@return the largest number of system calls of the function that one thread made} Each line of the trace begins with the id of the
     * thread.
     */
    private long mostOfOneThread(Path trace) {
        try (Stream<String> lines = Files.lines(trace)) {
            return lines
                    .filter(line -> line.contains(function + "("))
                    .collect(Collectors.groupingBy(line -> line.split(" ", 2)[0], Collectors.counting()))
                    .values()
                    .stream()
                    .mapToLong(Long::longValue)
                    .max()
                    .orElse(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return "process killed at " + function + " " + number;
    }
}
