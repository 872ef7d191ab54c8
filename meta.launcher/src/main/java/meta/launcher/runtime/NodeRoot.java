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
 * The file system of a node: the one of this process, or a folder that contains it.
 *
 * @param folder the node's {@code /}
 */
public record NodeRoot(Path folder) {
    private static final int MAX_LINKS = 40; // as the kernel

    public NodeRoot {
        folder = folder.toAbsolutePath().normalize();
    }

    /** {@return the file system of this process} */
    public static NodeRoot ofThisProcess() {
        return new NodeRoot(Path.of("/"));
    }

    /**
     * {@return the place of a file of the node} Symbolic links are resolved as on the node, so the place is always inside {@link #folder}.
     * Parts of the path that do not exist are kept.
     *
     * @param path the path on the node; it is absolute, whether or not it begins with {@code /}
     * @throws IOException if the path has too many symbolic links
     */
    public Path locate(String path) throws IOException {
        return locate(path, true);
    }

    /** {@return the place of a file of the node, where the last name of the path may be a symbolic link} */
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

    /** {@return the path on the node of a file inside {@link #folder}} */
    public String pathOnNode(Path place) {
        Path inside = folder.relativize(place.toAbsolutePath().normalize());
        return "/" + inside;
    }

    /** {@return whether the node has a file at this path} */
    public boolean exists(String path) {
        return existing(path).isPresent();
    }

    /** {@return the place of a file if it exists} */
    public Optional<Path> existing(String path) {
        try {
            return Optional.of(locate(path)).filter(place -> Files.exists(place, LinkOption.NOFOLLOW_LINKS));
        } catch (IOException | InvalidPathException e) {
            return Optional.empty();
        }
    }
}
