package meta.launcher.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * The file system of a node. In a container, it is mounted in a folder.
 *
 * @param folder the root of the node's file system, as a path in this process. A relative path is made absolute
 */
public record NodeRoot(Path folder) {
    private static final int MAX_LINKS = 40; // the limit of the kernel, path_resolution(7)

    public NodeRoot {
        folder = folder.toAbsolutePath().normalize();
    }

    /** {@return the file system of this process} */
    public static NodeRoot ofThisProcess() {
        return new NodeRoot(Path.of("/"));
    }

    /**
     * {@return the path by which this process reaches a file of the node} Symbolic links are resolved inside {@link #folder}. The file need
     * not exist.
     *
     * @param path the path on the node; treated as absolute
     * @throws IOException if the path has more than {@value #MAX_LINKS} symbolic links, or a link cannot be read
     * @throws InvalidPathException if the path contains a character that a path cannot contain, such as NUL
     */
    public Path locate(String path) throws IOException {
        return locate(path, true);
    }

    /**
     * {@return the path as for {@link #locate}, but without resolving a symbolic link at its end}
     *
     * @throws IOException as for {@link #locate}
     * @throws InvalidPathException as for {@link #locate}
     */
    public Path locateLink(String path) throws IOException {
        return locate(path, false);
    }

    private Path locate(String path, boolean followLast) throws IOException {
        Deque<String> left = new ArrayDeque<>();
        push(left, path);
        Path place = folder;
        int links = 0;
        while (!left.isEmpty()) {
            String name = left.pop();
            if (name.equals("..")) {
                place = place.equals(folder) ? folder : parent(place);
                continue;
            }
            Path next = place.resolve(name);
            boolean follow = followLast || !left.isEmpty();
            if (!follow || !Files.isSymbolicLink(next)) {
                place = next;
                continue;
            }
            if (++links > MAX_LINKS) {
                throw new IOException(path + ": too many symbolic links");
            }
            String target = Files.readSymbolicLink(next).toString();
            place = target.startsWith("/") ? folder : place;
            push(left, target);
        }
        return place;
    }

    private static Path parent(Path place) {
        Path parent = place.getParent();
        return parent == null ? place : parent;
    }

    private static void push(Deque<String> left, String path) {
        String[] names = path.split("/", -1);
        for (int i = names.length - 1; i >= 0; i--) {
            if (!names[i].isEmpty() && !names[i].equals(".")) {
                left.push(names[i]);
            }
        }
    }

    /**
     * {@return the path that a file has on the node} Symbolic links are not resolved.
     *
     * @param place the path in this process, inside {@link #folder}
     */
    public String pathOnNode(Path place) {
        Path inside = folder.relativize(place.toAbsolutePath().normalize());
        return "/" + inside;
    }

    /** {@return whether the node has a file or folder at this path; false if unknown} */
    public boolean exists(String path) {
        return existing(path).isPresent();
    }

    /** {@return the path as for {@link #locate}; empty where {@link #exists} is false} */
    public Optional<Path> existing(String path) {
        try {
            return Optional.of(locate(path)).filter(place -> Files.exists(place, LinkOption.NOFOLLOW_LINKS));
        } catch (IOException | InvalidPathException e) {
            return Optional.empty();
        }
    }
}
