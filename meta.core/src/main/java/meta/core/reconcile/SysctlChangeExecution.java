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
 * Applies the change of one sysctl.
 *
 * @param kernel the access to the namespaces of the call; without access to the sysctl's namespace, the change is unnecessary
 * @param change the change of a {@link SysctlValue}
 * @param ofCreatedDevice whether the call has tried to create the sysctl's device; if not, a missing device makes the change unnecessary
 */
record SysctlChangeExecution(KernelPort kernel, Change change, boolean ofCreatedDevice) {
    /** The maximum number of attempts to write a sysctl of a device. */
    private static final int TRIES = 20;

    private static final Pattern OF_DEVICE =
            Pattern.compile("net/ipv[46]/(?:conf|neigh)/(?!all/|default/)([^/]+)/[^/]+");

    private static final String ACCEPTED =
            "/proc/sys is read-only, and the pod could advertise itself to the node as a router;"
                    + " make /proc/sys writable, or set net.ipv6.conf.default.accept_ra to 0 before the ADD";

    /**
     * {@return the name of the sysctl's device; empty for {@code all} and {@code default}, and outside of the folders {@code conf} and
     * {@code neigh} of IPv4 and IPv6}
     */
    static String device(SysctlValue setting) {
        Matcher matcher = OF_DEVICE.matcher(setting.path());
        return matcher.matches() ? matcher.group(1) : "";
    }

    /**
     * Applies the change. The deletion of a sysctl changes nothing.
     *
     * @return the result; {@link ChangeResult.PartlyApplied} if it is unknown whether the value was written
     * @throws NetlinkException if the present value or the device cannot be read; no value was then written
     * @throws meta.netlink.message.MalformedMessageException if the reply to a query for the device cannot be decoded
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

    /** The present value is read first, because a rollback needs it. */
    private ChangeResult create(Change.Create create, SysctlValue wanted) {
        List<SysctlValue> present = present(wanted);
        if (present.contains(wanted)) {
            return new ChangeResult.Unchanged(change);
        }
        Change made = present.isEmpty()
                ? change // a rollback cannot restore a value that cannot be read
                : new Change.Replace(create.step(), create.reason(), present.getFirst(), wanted);
        return write(made, wanted);
    }

    private ChangeResult write(Change made, SysctlValue wanted) {
        for (int tries = 1; true; tries++) {
            Reply reply;
            try {
                reply = kernel.writeSysctl(wanted);
            } catch (RuntimeException e) {
                // the thread may have written the value without being able to leave the namespace
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
                && new RouterAdvertisementCheck(kernel).areIgnoredWithout(wanted);
        return right || gone || withoutEffect
                ? new ChangeResult.Unchanged(change)
                : new ChangeResult.Rejected(change, explained(wanted, rejected));
    }

    private static Reply.Rejected explained(SysctlValue wanted, Reply.Rejected rejected) {
        boolean accepted = ErrnoPolicy.saysReadOnly(rejected.errno()) && RouterAdvertisementCheck.isAcceptRa(wanted);
        return accepted ? new Reply.Rejected(rejected.errno(), ACCEPTED, 0) : rejected;
    }

    /**
     * {@return the sysctl with its present value; empty if it does not exist, or the kernel refuses to read it} If the
     * path contains {@code *}, the kernel port returns the values of all devices, so the others are left out.
     */
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
