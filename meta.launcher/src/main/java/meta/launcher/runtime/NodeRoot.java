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
 * The file system of a node: that of this process, or, in a container, a folder in which it is mounted.
 *
 * @param folder the path in this process of the node's {@code /}; a relative path is made absolute
 */
public record NodeRoot(Path folder) {
    private static final int MAX_LINKS = 40; // the limit of the kernel, path_resolution(7)

    public NodeRoot {
        folder = folder.toAbsolutePath().normalize();
    }

    public static NodeRoot ofThisProcess() {
        return new NodeRoot(Path.of("/"));
    }

    /**
     * {@return the path in this process of a path on the node} Symbolic links are resolved as on the node, so the result is inside {@link #folder}.
     * Names that do not exist stay unchanged.
     *
     * @param path counts as absolute even if it does not begin with {@code /}
     * @throws IOException if the path has too many symbolic links, or one cannot be read
     * @throws InvalidPathException if the text cannot be a path
     */
    public Path locate(String path) throws IOException {
        return locate(path, true);
    }

    /** {@return the path as from {@link #locate}, except that a symbolic link in the last name is not resolved} */
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
     * {@return the path on the node of a path in this process}
     *
     * @param place a path inside {@link #folder}
     */
    public String pathOnNode(Path place) {
        Path inside = folder.relativize(place.toAbsolutePath().normalize());
        return "/" + inside;
    }

    /** {@return whether the node has a file or folder at this path; false if that cannot be determined} */
    public boolean exists(String path) {
        return existing(path).isPresent();
    }

    /** {@return the path in this process of a file or folder of the node; empty if it does not exist, or that cannot be determined} */
    public Optional<Path> existing(String path) {
        try {
            return Optional.of(locate(path)).filter(place -> Files.exists(place, LinkOption.NOFOLLOW_LINKS));
        } catch (IOException | InvalidPathException e) {
            return Optional.empty();
        }
    }
}
