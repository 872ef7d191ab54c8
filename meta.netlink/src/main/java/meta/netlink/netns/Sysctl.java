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
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes the kernel's sysctls below {@code /proc/sys}. A key that begins with {@code net/} selects a sysctl of the calling
 * thread's network namespace.
 *
 * <p>A key is a path below {@code /proc/sys}, such as {@code net/ipv4/conf/eth0.100/rp_filter}. A key with a NUL or with a part that is
 * empty, {@code .} or {@code ..} causes an {@link IllegalArgumentException}.
 */
public final class Sysctl {
    /** The environment variable with another mount of {@code /proc/sys}, for containers in which {@code /proc/sys} is read-only. */
    static final String VARIABLE = "META_PLUGINS_PROC_SYS";

    private static final String ROOT = root(System.getenv(VARIABLE));
    private static final int LONGEST_VALUE = 4096;
    private static final int ENTRIES = 32_768;
    private static final int LENGTH_AT = 16;
    private static final int NAME_AT = 19;

    private Sysctl() {}

    /**
     * {@return the value, truncated to {@value #LONGEST_VALUE} bytes, without leading and trailing white space; an empty {@code Optional}
     * if the sysctl does not exist}
     *
     * @throws ShortageException if the errno {@linkplain Errno#isShortage is a shortage}; it is unknown whether the sysctl exists
     * @throws SysctlException if reading fails for another reason
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
     * @return empty on success; otherwise the errno, such as {@code ENOENT} if the sysctl does not exist
     */
    public static Optional<Errno> write(String key, String value) {
        int descriptor = Libc.open(path(key), Libc.O_WRONLY | Libc.O_CLOEXEC);
        int written = descriptor < 0 ? descriptor : Libc.write(descriptor, value.getBytes(StandardCharsets.UTF_8));
        close(descriptor);
        return written < 0 ? Optional.of(Errno.of(-written)) : Optional.empty();
    }

    /** {@return whether the sysctl can be opened for writing; false after any error} */
    public static boolean isWritable(String key) {
        int descriptor = Libc.open(path(key), Libc.O_WRONLY | Libc.O_CLOEXEC);
        close(descriptor);
        return descriptor >= 0;
    }

    /**
     * {@return the sorted names of the files and folders in a folder below {@code /proc/sys}; empty if the folder does not exist; possibly
     * incomplete if the folder is removed during the call}
     *
     * @param key the key of the folder
     * @throws ShortageException if opening the folder fails with a {@linkplain Errno#isShortage shortage}
     * @throws SysctlException if opening fails for another reason, or reading fails with an errno other than {@code ENOENT}
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
            if (length < 0 && length != -Errno.ENOENT.number()) { // ENOENT: the device was removed meanwhile
                throw new SysctlException(path, Errno.of(-length));
            }
        } finally {
            close(descriptor);
        }
        Collections.sort(names);
        return names;
    }

    /** Decodes {@code struct linux_dirent64}. */
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

    private static String root(@Nullable String named) {
        return named == null || named.isEmpty() ? "/proc/sys/" : named + "/";
    }

    private static String path(String key) {
        for (String part : key.split("/", -1)) {
            if (part.isEmpty() || part.equals(".") || part.equals("..") || part.indexOf('\0') >= 0) {
                throw new IllegalArgumentException(
                        "\"" + key + "\" is not a sysctl such as net/ipv4/conf/all/rp_filter");
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
