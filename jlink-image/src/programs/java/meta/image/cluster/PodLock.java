package meta.image.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import meta.image.topology.Command;
import meta.image.topology.Pod;

/** A lock that serializes calls for a pod, held by a process until {@link #close}. */
public final class PodLock implements AutoCloseable {
    private static final Path FOLDER = Path.of("/run/meta-plugins/locks");

    private final Process holder;

    private PodLock(Process holder) {
        this.holder = holder;
    }

    /** Waits until the lock is free. Needs root. */
    public static PodLock hold(Pod pod) throws IOException {
        Files.createDirectories(FOLDER);
        String identity = Command.of(
                        "stat", "-L", "-c", "%d-%i", pod.netns().path().toString())
                .run()
                .stdout()
                .strip();
        return holding(FOLDER.resolve(identity));
    }

    /** Locks the file of the pod's namespace, as any process of the pod can. */
    public static PodLock holdNamespaceFile(Pod pod) throws IOException {
        return holding(pod.netns().path());
    }

    private static PodLock holding(Path file) throws IOException {
        Process holder = Command.of("flock", "--no-fork", file.toString(), "sh", "-c", "echo locked; exec sleep 600")
                .start();
        String said = holder.inputReader().readLine();
        if (!"locked".equals(said)) {
            throw new IOException(file + ": cannot be locked");
        }
        return new PodLock(holder);
    }

    /** Releases the lock by killing its holder. */
    @Override
    public void close() {
        holder.destroyForcibly();
    }
}
