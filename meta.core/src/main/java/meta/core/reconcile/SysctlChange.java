package meta.core.reconcile;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import meta.core.kernel.KernelPort;
import meta.netlink.message.LinkMessage;
import meta.netlink.socket.NetlinkException;
import meta.netlink.socket.Reply;
import meta.netlink.socket.Request;
import meta.spi.net.SysctlValue;

/**
 * The change of a sysctl.
 *
 * @param ofCreatedDevice whether the same changes have created the sysctl's device; if so, a missing device is an error
 */
record SysctlChange(KernelPort kernel, Change change, boolean ofCreatedDevice) {
    /** How often a sysctl of a device is written at most. */
    private static final int TRIES = 20;

    private static final Pattern OF_DEVICE =
            Pattern.compile("net/ipv[46]/(?:conf|neigh)/(?!all/|default/)([^/]+)/[^/]+");

    private static final String ACCEPTED =
            "/proc/sys is read-only, and the pod could advertise itself to the node as a router;"
                    + " make it writable, or set net.ipv6.conf.default.accept_ra to 0 before the ADD";

    /** {@return the name of the sysctl's device; empty for {@code all}, {@code default} and a sysctl of no device} */
    static String device(SysctlValue setting) {
        Matcher matcher = OF_DEVICE.matcher(setting.path());
        return matcher.matches() ? matcher.group(1) : "";
    }

    /**
     * Applies the change.
     *
     * @return {@link ChangeResult.PartlyApplied} if it is unknown whether the value was written
     * @throws NetlinkException if the sysctl or its device cannot be read; the value is not written
     * @throws meta.netlink.message.MalformedMessageException likewise
     */
    ChangeResult apply() {
        if (!kernel.has(change.netns())) {
            return new ChangeResult.Unchanged(change);
        }
        return switch (change) {
            case Change.Delete _ -> new ChangeResult.Unchanged(change);
            case Change.Replace replace -> write(replace, (SysctlValue) replace.after());
            case Change.Create create -> create(create, (SysctlValue) create.after());
        };
    }

    /** Reads the previous value for a rollback: the snapshot does not contain it. */
    private ChangeResult create(Change.Create create, SysctlValue wanted) {
        List<SysctlValue> present = present(wanted);
        if (present.contains(wanted)) {
            return new ChangeResult.Unchanged(change);
        }
        Change made = present.isEmpty()
                ? change // a rollback does not restore a value that cannot be read
                : new Change.Replace(create.step(), create.reason(), present.getFirst(), wanted);
        return write(made, wanted);
    }

    private ChangeResult write(Change made, SysctlValue wanted) {
        for (int tries = 1; true; tries++) {
            Reply reply;
            try {
                reply = kernel.writeSysctl(wanted);
            } catch (NetlinkException e) {
                // not written if the thread could not enter; written if it could not return
                return new ChangeResult.PartlyApplied(change, made, ErrnoPolicy.withoutAnswer(e));
            }
            if (!(reply instanceof Reply.Rejected rejected)) {
                return new ChangeResult.Applied(change, made);
            }
            boolean missing = ErrnoPolicy.saysNoSysctl(rejected.errno())
                    && !device(wanted).isEmpty();
            if (!missing || tries == TRIES || isDeviceGone(wanted)) {
                return ofRejection(wanted, rejected);
            }
        }
    }

    private ChangeResult ofRejection(SysctlValue wanted, Reply.Rejected rejected) {
        boolean right = present(wanted).contains(wanted);
        boolean gone = ErrnoPolicy.saysNoSysctl(rejected.errno()) && !ofCreatedDevice && isDeviceGone(wanted);
        boolean withoutEffect = ErrnoPolicy.saysReadOnly(rejected.errno())
                && new RouterAdvertisements(kernel).areIgnoredWithout(wanted);
        return right || gone || withoutEffect
                ? new ChangeResult.Unchanged(change)
                : new ChangeResult.Rejected(change, explained(wanted, rejected));
    }

    private static Reply.Rejected explained(SysctlValue wanted, Reply.Rejected rejected) {
        boolean accepted = ErrnoPolicy.saysReadOnly(rejected.errno()) && RouterAdvertisements.isAbout(wanted);
        return accepted ? new Reply.Rejected(rejected.errno(), ACCEPTED, 0) : rejected;
    }

    /** Reads the sysctl without others: a device of a pod may have the name {@code *}, which stands for all devices in a path. */
    private List<SysctlValue> present(SysctlValue wanted) {
        return kernel.readSysctls(wanted.netns(), List.of(wanted.path())).stream()
                .filter(value -> value.path().equals(wanted.path()))
                .toList();
    }

    private boolean isDeviceGone(SysctlValue setting) {
        String device = device(setting);
        Request named = Request.get(LinkMessage.named(device));
        return !device.isEmpty()
                && kernel.send(setting.netns(), List.of(named)).stream()
                        .allMatch(reply ->
                                reply instanceof Reply.Rejected rejected && ErrnoPolicy.saysNoDevice(rejected.errno()));
    }
}
