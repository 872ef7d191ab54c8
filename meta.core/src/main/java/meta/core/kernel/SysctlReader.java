package meta.core.kernel;

import java.util.ArrayList;
import java.util.List;
import meta.netlink.Errno;
import meta.netlink.ShortageException;
import meta.netlink.netns.Sysctl;
import meta.netlink.netns.SysctlException;
import meta.netlink.socket.NetlinkException;
import meta.spi.net.Netns;
import meta.spi.net.SysctlValue;

/**
 * Reads sysctls in the network namespace that the calling thread is in.
 *
 * @param netns the namespace that the results contain
 */
record SysctlReader(Netns netns) {
    private static final String EACH = "/*/";

    /** The end of the path of a sysctl that the kernel refuses to read with {@code EIO} while it has no value. */
    private static final String SECRET = "/stable_secret";

    /** {@return the values} Values and exceptions are as for {@link KernelPort#readSysctls}. */
    List<SysctlValue> read(List<String> paths) {
        List<SysctlValue> values = new ArrayList<>();
        for (String path : paths) {
            int each = path.indexOf(EACH);
            if (each < 0) {
                readOne(path, values);
            } else {
                String folder = path.substring(0, each);
                for (String entry : list(folder)) {
                    readOne(folder + "/" + entry + path.substring(each + EACH.length() - 1), values);
                }
            }
        }
        return values;
    }

    private void readOne(String path, List<SysctlValue> values) {
        try {
            Sysctl.read(path).ifPresent(value -> values.add(SysctlValue.of(netns, path, value)));
        } catch (ShortageException e) {
            throw new NetlinkException(path, e.errno());
        } catch (SysctlException e) {
            boolean unset = path.endsWith(SECRET) && e.errno().equals(Errno.EIO);
            if (!unset && (e.errno().isShortage() || e.errno().equals(Errno.EIO))) {
                throw new NetlinkException(path, e.errno()); // the sysctl may exist, so it must not count as missing
            }
            return; // any other sysctl that cannot be read counts as missing
        }
    }

    private static List<String> list(String folder) {
        try {
            return Sysctl.list(folder);
        } catch (ShortageException e) {
            throw new NetlinkException(folder, e.errno());
        } catch (SysctlException e) {
            throw new NetlinkException(folder, e.errno());
        }
    }
}
