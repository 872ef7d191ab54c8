package meta.launcher.agent;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import meta.netlink.unix.UnixSocket;

/** Sends open files over a connection ({@code SCM_RIGHTS}). */
final class DescriptorSender {
    private DescriptorSender() {}

    /** Opens these files, sends their descriptors together with one byte, and closes its own descriptors. */
    static void send(UnixSocket client, List<Path> files) throws IOException {
        List<AutoCloseable> streams = new ArrayList<>();
        List<Integer> numbers = new ArrayList<>();
        for (Path file : files) {
            streams.add(Channels.newInputStream(java.nio.file.Files.newByteChannel(file)));
            numbers.add(number(file));
        }
        client.send(new byte[1], numbers);
        for (AutoCloseable stream : streams) {
            close(stream);
        }
    }

    private static int number(Path file) throws IOException {
        try (Stream<Path> all = java.nio.file.Files.list(Path.of("/proc/self/fd"))) {
            return all.filter(each -> leadsTo(each, file))
                    .mapToInt(each -> Integer.parseInt(each.getFileName().toString()))
                    .max()
                    .orElseThrow();
        }
    }

    private static boolean leadsTo(Path descriptor, Path file) {
        try {
            return java.nio.file.Files.readSymbolicLink(descriptor).equals(file.toRealPath());
        } catch (IOException e) {
            return false;
        }
    }

    private static void close(AutoCloseable stream) throws IOException {
        try {
            stream.close();
        } catch (Exception e) {
            throw new IOException(e);
        }
    }
}
