package meta.core.keep;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads {@code proc(5)}: the network namespaces of the node's processes, and the files that process 1 sees.
 *
 * @param proc the mount point of procfs
 */
record NodeProcesses(Path proc) {
    private static final long INITIAL_PID_NAMESPACE = 0xEFFFFFFCL; // linux/proc_ns.h PROC_PID_INIT_INO

    /**
     * {@return the identities ({@link meta.netlink.netns.NetworkNamespace#identity}) of the network namespaces of the processes' main
     * threads; empty if this process cannot see those of all processes of the node}
     */
    Optional<Set<String>> networkNamespaces() {
        Set<String> found = new HashSet<>();
        boolean hasFirst = false;
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(proc, "[0-9]*")) {
            if (!isInitialPidNamespace()) {
                return Optional.empty();
            }
            for (Path process : processes) {
                hasFirst |= process.endsWith("1");
                namespaceOf(process).ifPresent(found::add);
            }
            return hasFirst ? Optional.of(found) : Optional.empty();
        } catch (IOException | DirectoryIteratorException e) {
            return Optional.empty();
        }
    }

    private boolean isInitialPidNamespace() throws IOException {
        return ((Number) Files.getAttribute(proc.resolve("self/ns/pid"), "unix:ino")).longValue()
                == INITIAL_PID_NAMESPACE;
    }

    private static Optional<String> namespaceOf(Path process) throws IOException {
        try {
            return Optional.of(identity(process.resolve("ns/net")));
        } catch (NoSuchFileException e) {
            return Optional.empty(); // the process has ended; a zombie process has no namespace either
        } catch (FileSystemException e) { // if the process ends meanwhile: EACCES or ESRCH
            if (Files.exists(process)) {
                throw e;
            }
            return Optional.empty();
        }
    }

    /**
     * {@return whether the path, resolved in the mount namespace of process 1, leads to the namespace with this identity}
     *
     * <p>Must only be called if {@link #networkNamespaces} is not empty. Otherwise, process 1 may be a process of a container.
     *
     * @throws IOException if that cannot be determined
     * @throws java.nio.file.InvalidPathException if {@code path} is not a path
     */
    boolean leadsTo(String path, String identity) throws IOException {
        try {
            return identity(new ProcessRootResolver(proc.resolve("1/root")).resolved(path))
                    .equals(identity);
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    private static String identity(Path file) throws IOException {
        Map<String, Object> attributes = Files.readAttributes(file, "unix:dev,ino");
        return attributes.get("dev") + "-" + attributes.get("ino");
    }
}
