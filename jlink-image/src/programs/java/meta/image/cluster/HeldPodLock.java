package meta.image.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import meta.image.topology.Command;
import meta.image.topology.Pod;

/**
 * The lock that a CNI call takes, so that two calls for one pod do not run at the same time. A process of the test holds the lock until
 * {@link #close}, for ten minutes at most.
 */
public final class HeldPodLock implements AutoCloseable {
    private static final Path FOLDER = Path.of("/run/meta-plugins/locks");

    private final Process holder;

    private HeldPodLock(Process holder) {
        this.holder = holder;
    }

    /**
     * Takes the lock of the pod's calls. Waits until the lock is free. Needs root.
     *
     * @throws IOException if the file cannot be locked
     */
    public static HeldPodLock hold(Pod pod) throws IOException {
        Files.createDirectories(FOLDER);
        String identity = Command.of(
                        "stat", "-L", "-c", "%d-%i", pod.netns().path().toString())
                .run()
                .text()
                .strip();
        return holding(FOLDER.resolve(identity));
    }

    /**
     * Locks the file of the pod's network namespace, as any process of the pod can. Waits until the lock is free. This lock is not the one
     * that the calls take.
     *
     * @throws IOException if the file cannot be locked
     */
    public static HeldPodLock holdNamespaceFile(Pod pod) throws IOException {
        return holding(pod.netns().path());
    }

    private static HeldPodLock holding(Path file) throws IOException {
        Process holder = Command.of("flock", "--no-fork", file.toString(), "sh", "-c", "echo locked; exec sleep 600")
                .start();
        String said = holder.inputReader().readLine();
        if (!"locked".equals(said)) {
            throw new IOException(file + ": cannot be locked");
        }
        return new HeldPodLock(holder);
    }

    /** Kills the process that holds the lock. Does not wait; the lock is free as soon as the process has ended. */
    @Override
    public void close() {
        holder.destroyForcibly();
    }
}
