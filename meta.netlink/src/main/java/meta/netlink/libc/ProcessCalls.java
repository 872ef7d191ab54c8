package meta.netlink.libc;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Calls C functions that act on this process or on the calling thread. Unless its description says otherwise, a method returns the result
 * of the C function, or the negated errno if the result is -1.
 */
public final class ProcessCalls {
    private static final NativeFunction CHROOT = new NativeFunction("chroot", 1);
    private static final NativeFunction CHDIR = new NativeFunction("chdir", 1);
    private static final NativeFunction EXECV = new NativeFunction("execv", 2);
    private static final NativeFunction UNSHARE = new NativeFunction("unshare", 1);
    private static final NativeFunction SETPRIORITY = new NativeFunction("setpriority", 3);
    private static final NativeFunction CLOCK_GETTIME = new NativeFunction("clock_gettime", 2);
    private static final int PRIO_PROCESS = 0;
    private static final int CLOCK_THREAD_CPUTIME_ID = 3;

    private ProcessCalls() {}

    /** Moves the calling thread to a new network namespace. */
    public static int unshareNetwork() {
        return UNSHARE.call(Libc.CLONE_NEWNET);
    }

    /** Sets the nice value of the calling thread. */
    public static int setPriority(int nice) {
        return SETPRIORITY.call(PRIO_PROCESS, 0, nice);
    }

    /** {@return the processor time of the calling thread in nanoseconds ({@code clock_gettime(2)}), or the negated errno} */
    public static long threadTime() {
        ByteBuffer timespec = Libc.struct(2 * Long.BYTES); // seconds and nanoseconds
        int result = CLOCK_GETTIME.callWith(timespec, CLOCK_THREAD_CPUTIME_ID, Libc.addressOf(timespec));
        return result < 0 ? result : timespec.getLong(0) * 1_000_000_000 + timespec.getLong(Long.BYTES);
    }

    public static int chroot(String directory) {
        ByteBuffer path = text(directory);
        return CHROOT.callWith(path, Libc.addressOf(path));
    }

    public static int chdir(String directory) {
        ByteBuffer path = text(directory);
        return CHDIR.callWith(path, Libc.addressOf(path));
    }

    /**
     * Replaces the program of this process; returns only after an error.
     *
     * @param words the path of the program, and then its arguments
     */
    public static int execute(List<String> words) {
        List<ByteBuffer> texts = new ArrayList<>();
        ByteBuffer pointers = Libc.struct(Long.BYTES * (words.size() + 1)); // ends with a null pointer
        for (String word : words) {
            ByteBuffer text = text(word);
            pointers.putLong(Long.BYTES * texts.size(), Libc.addressOf(text));
            texts.add(text);
        }
        int result = EXECV.callWith(pointers, Libc.addressOf(texts.getFirst()), Libc.addressOf(pointers));
        texts.clear(); // without this use, the buffers could be freed during the call
        return result;
    }

    private static ByteBuffer text(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return Libc.struct(bytes.length + 1).put(0, bytes);
    }
}
