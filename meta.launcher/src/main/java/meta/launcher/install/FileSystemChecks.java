package meta.launcher.install;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Checks the file system that contains a folder. A folder that does not exist counts as part of the nearest existing folder above it. */
final class FileSystemChecks {
    private static final Path MOUNTS = Path.of("/proc/self/mountinfo");
    private static final int MOUNT_POINT = 4; // proc_pid_mountinfo(5)
    private static final int OPTIONS = 5;

    private FileSystemChecks() {}

    /**
     * Checks whether programs can be started from a folder.
     *
     * @throws InstallException if the file system is known to be mounted with {@code noexec}
     */
    static void checkExecutable(Path folder) throws InstallException {
        Path existing = nearestExisting(folder);
        String longest = "";
        String options = "";
        for (String line : mounts()) {
            String[] words = line.split(" ", -1);
            if (words.length > OPTIONS) {
                String point = mountPoint(words);
                if (existing.startsWith(point) && point.length() >= longest.length()) {
                    longest = point;
                    options = words[OPTIONS];
                }
            }
        }
        if (List.of(options.split(",", -1)).contains("noexec")) {
            throw new InstallException(folder + ": the file system " + longest
                    + " is mounted with noexec, so no program in the folder can be started; use --prefix or"
                    + " --cni-bin-dir to choose another folder, or mount the file system with exec");
        }
    }

    /**
     * {@return whether a file system is mounted at exactly this folder; false if that cannot be determined}
     *
     * @param folder an absolute path without symbolic links
     */
    static boolean isMountPoint(Path folder) {
        for (String line : mounts()) {
            String[] words = line.split(" ", -1);
            if (words.length > OPTIONS && folder.equals(Path.of(mountPoint(words)))) {
                return true;
            }
        }
        return false;
    }

    private static String mountPoint(String... words) {
        return words[MOUNT_POINT].replace("\\040", " ");
    }

    /**
     * Checks whether a file system has enough space.
     *
     * @throws InstallException if fewer than {@code bytes} bytes are free, or the free space cannot be determined
     */
    static void checkSpace(Path folder, long bytes) throws InstallException {
        Path existing = nearestExisting(folder);
        // a FileStore would have to find the mount point, which may be invisible after chroot(2)
        long free = existing.toFile().getUsableSpace();
        if (free < bytes) {
            throw new InstallException(folder + ": " + megabytes(free) + " MB are free, and the image needs "
                    + megabytes(bytes) + " MB; free some space, or choose another folder with --prefix");
        }
    }

    private static long megabytes(long bytes) {
        return bytes / 1_000_000;
    }

    private static Path nearestExisting(Path folder) {
        Path place = folder;
        while (!Files.exists(place)) {
            Path parent = place.getParent();
            if (parent == null) {
                break;
            }
            place = parent;
        }
        try {
            return place.toRealPath();
        } catch (IOException e) {
            return place;
        }
    }

    private static List<String> mounts() {
        try {
            return Files.readAllLines(MOUNTS);
        } catch (IOException e) {
            return List.of();
        }
    }
}
