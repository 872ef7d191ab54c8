package meta.core.keep;

import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.NotLinkException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Resolves a path in the root folder and mount namespace of another process. The kernel alone does not suffice: for a path below {@code
 * /proc/1/root}, it resolves absolute symbolic links in the root folder of this process.
 *
 * @param root the root folder of the other process, such as {@code /proc/1/root}
 */
record ProcessRootResolver(Path root) {
    private static final int MOST_LINKS = 40; // linux/namei.h MAXSYMLINKS
    private static final String PROC = "proc";

    /**
     * {@return a path in {@link #root} by which this process reaches the file that the other process calls {@code path}; the file need not
     * exist} Symbolic links below the folder of a process in {@code /proc} stay in the result. {@code
     * /proc/self} leads to this process.
     *
     * @param path absolute, or relative to the root folder
     * @throws IOException if the path leads through more than 40 symbolic links, or if a link cannot be read
     * @throws java.nio.file.InvalidPathException if {@code path} is not a path
     */
    Path resolved(String path) throws IOException {
        Deque<String> left = new ArrayDeque<>(names(Path.of(path)));
        Path resolved = root;
        int links = 0;
        while (!left.isEmpty()) {
            String name = left.pop();
            if (name.equals("..") && isLinkOfProcess(resolved)) {
                resolved = resolved.resolve(name);
                continue;
            }
            if (name.equals("..")) {
                resolved = resolved.equals(root) ? root : parent(resolved);
                continue;
            }
            Path next = resolved.resolve(name);
            Path target = isOfProcess(next) || name.equals(".") ? next : target(next);
            if (target.equals(next)) {
                resolved = next;
            } else if (++links > MOST_LINKS) {
                throw new FileSystemLoopException(path);
            } else {
                names(target).reversed().forEach(left::push);
                resolved = target.isAbsolute() ? root : resolved;
            }
        }
        return resolved;
    }

    private Path parent(Path file) {
        Path parent = file.getParent();
        return parent == null ? root : parent;
    }

    private boolean isOfProcess(Path file) {
        int proc = root.getNameCount();
        return file.getNameCount() > proc + 2
                && file.startsWith(root.resolve(PROC))
                && file.getName(proc + 1).toString().chars().allMatch(Character::isDigit);
    }

    /** {@return whether only the kernel knows the folder above the file} */
    private boolean isLinkOfProcess(Path file) {
        return isOfProcess(file) && (file.endsWith("..") || Files.isSymbolicLink(file));
    }

    /** {@return the target of a symbolic link; the file itself if it is no symbolic link} */
    private static Path target(Path file) throws IOException {
        try {
            return Files.isSymbolicLink(file) ? Files.readSymbolicLink(file) : file;
        } catch (NotLinkException e) {
            return file; // replaced by another file meanwhile
        }
    }

    private static List<String> names(Path path) {
        List<String> names = new ArrayList<>();
        path.forEach(name -> names.add(name.toString()));
        return names;
    }
}
