package meta.netlink.netns;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import meta.netlink.Errno;
import meta.netlink.KernelText;
import meta.netlink.ShortageException;
import meta.netlink.libc.Libc;
import meta.netlink.libc.NativeBuffer;

/**
 * The files below {@code /proc/sys}, of which those below {@code net} belong to the namespace of the thread that opens them.
 *
 * <p>A key is a path such as {@code net/ipv4/conf/eth0.100/rp_filter}: with slashes, since the names of devices may hold dots.
 */
public final class Sysctl {
    private static final String ROOT = "/proc/sys/";
    private static final int LONGEST_VALUE = 4096;
    private static final int ENTRIES = 32_768;
    private static final int LENGTH_AT = 16;
    private static final int NAME_AT = 19;

    private Sysctl() {}

    /**
     * {@return the value without blanks around it; empty where there is no such sysctl}
     *
     * @throws IllegalArgumentException where the key is no path below {@code /proc/sys}
     * @throws ShortageException where there is no descriptor left to read it
     * @throws SysctlException where the kernel does not tell it, such as {@code EIO} for a secret that is not set
     */
    public static Optional<String> read(String key) {
        String path = path(key);
        int descriptor = Libc.open(path, Libc.O_RDONLY | Libc.O_CLOEXEC);
        try (NativeBuffer value = new NativeBuffer(LONGEST_VALUE)) {
            int length = descriptor < 0 ? descriptor : Libc.read(descriptor, value.bytes());
            if (length == -Errno.ENOENT.number()) {
                return Optional.empty();
            }
            if (length < 0 && Errno.of(-length).isShortage()) {
                throw new ShortageException(path, Errno.of(-length));
            }
            if (length < 0) {
                throw new SysctlException(path, Errno.of(-length));
            }
            return Optional.of(StandardCharsets.UTF_8
                    .decode(value.bytes().limit(length))
                    .toString()
                    .trim());
        } finally {
            close(descriptor);
        }
    }

    /**
     * Writes a value.
     *
     * @return why the kernel did not take it; empty where it did
     * @throws IllegalArgumentException where the key is no path below {@code /proc/sys}
     */
    public static Optional<Errno> write(String key, String value) {
        int descriptor = Libc.open(path(key), Libc.O_WRONLY | Libc.O_CLOEXEC);
        int written = descriptor < 0 ? descriptor : Libc.write(descriptor, value.getBytes(StandardCharsets.UTF_8));
        close(descriptor);
        return written < 0 ? Optional.of(Errno.of(-written)) : Optional.empty();
    }

    /**
     * {@return whether values can be written, as they cannot where {@code /proc/sys} is mounted read-only; nothing is written}
     *
     * @throws IllegalArgumentException where the key is no path below {@code /proc/sys}
     */
    public static boolean isWritable(String key) {
        int descriptor = Libc.open(path(key), Libc.O_WRONLY | Libc.O_CLOEXEC);
        close(descriptor);
        return descriptor >= 0;
    }

    /**
     * {@return the names in a folder, sorted, such as those of all devices for {@code net/ipv4/conf}; none where there is no such}
     *
     * @throws IllegalArgumentException where the key is no path below {@code /proc/sys}
     * @throws ShortageException where there is no descriptor left to read it
     * @throws SysctlException where the kernel does not list a folder that is there
     */
    public static List<String> list(String key) {
        String path = path(key);
        int descriptor = Libc.open(path, Libc.O_RDONLY | Libc.O_CLOEXEC);
        if (descriptor < 0 && Errno.of(-descriptor).isShortage()) {
            throw new ShortageException(path, Errno.of(-descriptor));
        }
        if (descriptor == -Errno.ENOENT.number()) {
            return List.of();
        }
        if (descriptor < 0) {
            throw new SysctlException(path, Errno.of(-descriptor));
        }
        List<String> names = new ArrayList<>();
        try (NativeBuffer entries = new NativeBuffer(ENTRIES)) {
            int length = Libc.entries(descriptor, entries.bytes());
            while (length > 0) {
                names(entries.bytes(), length, names);
                length = Libc.entries(descriptor, entries.bytes());
            }
            if (length < 0 && length != -Errno.ENOENT.number()) { // the folder of a device that goes meanwhile
                throw new SysctlException(path, Errno.of(-length));
            }
        } finally {
            close(descriptor);
        }
        Collections.sort(names);
        return names;
    }

    /** Reads {@code struct linux_dirent64}: inode and offset, then its own length, a type, and the name up to a NUL. */
    private static void names(ByteBuffer entries, int length, List<String> names) {
        for (int at = 0; at < length; at += Short.toUnsignedInt(entries.getShort(at + LENGTH_AT))) {
            int end = at + NAME_AT;
            while (entries.get(end) != 0) {
                end++;
            }
            byte[] name = new byte[end - at - NAME_AT];
            entries.get(at + NAME_AT, name);
            String text = KernelText.decode(name);
            if (!text.equals(".") && !text.equals("..")) {
                names.add(text);
            }
        }
    }

    private static String path(String key) {
        for (String part : key.split("/", -1)) {
            if (part.isEmpty() || part.equals(".") || part.equals("..") || part.indexOf('\0') >= 0) {
                throw new IllegalArgumentException(
                        "\"" + key + "\" is no sysctl; one is such as net/ipv4/conf/all/rp_filter");
            }
        }
        return ROOT + key;
    }

    private static void close(int descriptor) {
        if (descriptor >= 0) {
            Libc.close(descriptor);
        }
    }
}
