package meta.core.reconcile;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import meta.core.kernel.KernelPort;
import meta.netlink.Errno;
import meta.netlink.message.LinkMessage;
import meta.netlink.socket.NetlinkException;
import meta.netlink.socket.Reply;
import meta.netlink.socket.Request;
import meta.spi.net.SysctlValue;

/**
 * A setting on its way to the kernel.
 *
 * @param kernel both namespaces
 * @param change what is wanted of it
 * @param own whether it is that of a device which was made for it: such a device must not be gone
 */
record SysctlChange(KernelPort kernel, Change change, boolean own) {
    private static final int TRIES = 20; // a device that goes may come back by the same name
    private static final Pattern OF_DEVICE =
            Pattern.compile("net/ipv[46]/(?:conf|neigh)/(?!all/|default/)([^/]+)/[^/]+");

    private static final String ACCEPTED =
            "/proc/sys is read-only, and the pod could advertise itself to the node as a router;"
                    + " make it writable, or set net.ipv6.conf.default.accept_ra to 0 before";

    /** {@return the device that the setting is of; empty for one of all devices, of new devices, or of none} */
    static String device(SysctlValue setting) {
        Matcher matcher = OF_DEVICE.matcher(setting.path());
        return matcher.matches() ? matcher.group(1) : "";
    }

    /**
     * {@return what has come of it}
     *
     * @throws NetlinkException where the kernel does not let us into the namespace
     */
    ChangeResult make() {
        if (!kernel.has(change.netns())) {
            return new ChangeResult.AlreadySo(change); // a namespace takes its settings along
        }
        return switch (change) {
            case Change.Delete _ -> new ChangeResult.AlreadySo(change); // it goes with its device
            case Change.Replace replace -> write(replace, (SysctlValue) replace.after());
            case Change.Create create -> create(create, (SysctlValue) create.after());
        };
    }

    /** Nobody has looked at this one before, which has a value all the same: a roll-back must bring that back. */
    private ChangeResult create(Change.Create create, SysctlValue wanted) {
        List<SysctlValue> present = present(wanted);
        if (present.contains(wanted)) {
            return new ChangeResult.AlreadySo(change);
        }
        Change made = present.isEmpty()
                ? change // it cannot be read
                : new Change.Replace(create.step(), create.reason(), present.getFirst(), wanted);
        return write(made, wanted);
    }

    private ChangeResult write(Change made, SysctlValue wanted) {
        for (int tries = 1; true; tries++) {
            Reply reply;
            try {
                reply = kernel.writeSysctl(wanted);
            } catch (NetlinkException e) { // the thread was let in, or not; not back, and it is written
                return new ChangeResult.HalfMade(
                        change, made, new Reply.Rejected(e.errno(), String.valueOf(e.getMessage()), 0));
            }
            if (!(reply instanceof Reply.Rejected refused)) {
                return new ChangeResult.Made(change, made);
            }
            boolean missing =
                    refused.errno().equals(Errno.ENOENT) && !device(wanted).isEmpty();
            if (!missing || tries == TRIES || isGone(wanted)) {
                return refused(wanted, refused);
            }
        }
    }

    /**
     * A refusal is none where the value has become right meanwhile, where the device has gone and the setting with it, or where the value
     * has no effect.
     */
    private ChangeResult refused(SysctlValue wanted, Reply.Rejected refused) {
        boolean right = present(wanted).contains(wanted);
        boolean gone = refused.errno().equals(Errno.ENOENT) && !own && isGone(wanted);
        boolean needless =
                refused.errno().equals(Errno.EROFS) && new RouterAdvertisements(kernel).areIgnoredWithout(wanted);
        return right || gone || needless
                ? new ChangeResult.AlreadySo(change)
                : new ChangeResult.Refused(change, explained(wanted, refused));
    }

    private static Reply.Rejected explained(SysctlValue wanted, Reply.Rejected refused) {
        boolean accepted = refused.errno().equals(Errno.EROFS) && RouterAdvertisements.isAbout(wanted);
        return accepted ? new Reply.Rejected(refused.errno(), ACCEPTED, 0) : refused;
    }

    /** A pod may call a device {@code *}, which stands for each device where settings are asked for. */
    private List<SysctlValue> present(SysctlValue wanted) {
        return kernel.readSysctls(wanted.netns(), List.of(wanted.path())).stream()
                .filter(value -> value.path().equals(wanted.path()))
                .toList();
    }

    private boolean isGone(SysctlValue setting) {
        String device = device(setting);
        Request named = Request.get(LinkMessage.named(device));
        return !device.isEmpty()
                && kernel.send(setting.netns(), List.of(named)).stream()
                        .allMatch(reply -> reply instanceof Reply.Rejected refused
                                && refused.errno().equals(Errno.ENODEV));
    }
}
