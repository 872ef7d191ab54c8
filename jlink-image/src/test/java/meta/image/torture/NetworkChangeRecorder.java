package meta.image.torture;

import com.kenai.jffi.MemoryIO;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import meta.netlink.libc.FaultInjection;

/**
 * Records those system calls of this process that change the state of the network: netlink requests that are not queries, and writes of
 * sysctls. The calls are passed to the kernel unchanged.
 */
record NetworkChangeRecorder(List<String> list) implements FaultInjection {
    private static final int HEADER = 16;
    private static final int FIRST_TYPE = 16; // linux/rtnetlink.h RTM_BASE
    private static final int KINDS = 4; // for each kind of object: NEW, DEL, GET, SET
    private static final int GET = 2;

    /** {@return the changing system calls that this process makes during the work, including those that fail} */
    static List<String> during(Callable<?> work) throws Exception {
        NetworkChangeRecorder noted = new NetworkChangeRecorder(new ArrayList<>());
        FaultInjection.install(noted);
        try {
            work.call();
        } finally {
            FaultInjection.remove();
        }
        return noted.list;
    }

    @Override
    public synchronized int instead(String function, long[] arguments) {
        if (function.equals("write")) {
            list.add("a sysctl is written");
        } else if (function.equals("send")) {
            read(arguments[1], arguments[2]);
        }
        return 0;
    }

    private void read(long address, long length) {
        MemoryIO memory = MemoryIO.getInstance();
        long end = address + length;
        for (long at = address; at + HEADER <= end; at += Math.max(HEADER, (memory.getInt(at) + 3) & ~3)) {
            int type = Short.toUnsignedInt(memory.getShort(at + 4));
            if (type >= FIRST_TYPE && (type - FIRST_TYPE) % KINDS != GET) {
                list.add("a netlink message of type " + type);
            }
        }
    }
}
