package meta.core.engine;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import meta.core.kernel.KernelPort;
import meta.netlink.Errno;
import meta.netlink.message.LinkMessage;
import meta.netlink.socket.Reply;
import meta.netlink.socket.Request;
import meta.spi.net.SysctlValue;

/**
 * A setting on its way to the kernel.
 *
 * @param kernel both namespaces
 * @param change what is wanted of it
 */
record Setting(KernelPort kernel, Change change) {
    private static final Pattern OF_DEVICE =
            Pattern.compile("net/ipv[46]/(?:conf|neigh)/(?!all/|default/)([^/]+)/[^/]+");

    private static final String ACCEPTED =
            "/proc/sys is read-only, and the pod could advertise itself to the node as a router;"
                    + " make it writable, or set net.ipv6.conf.default.accept_ra to 0 before";

    Outcome make() {
        if (!kernel.has(change.netns())) {
            return new Outcome.AlreadySo(change); // a namespace takes its settings along
        }
        return switch (change) {
            case Change.Delete _ -> new Outcome.AlreadySo(change); // it goes with its device
            case Change.Replace replace -> replace((SysctlValue) replace.after());
            case Change.Create create -> create(create, (SysctlValue) create.after());
        };
    }

    private Outcome replace(SysctlValue wanted) {
        return switch (kernel.writeSysctl(wanted)) {
            case Reply.Accepted _ -> new Outcome.Made(change, change);
            // it was there a moment ago: its device has gone since
            case Reply.Refused(Errno errno, var _, var _)
            when errno.equals(Errno.ENOENT) -> new Outcome.AlreadySo(change);
            case Reply.Refused refused -> refused(wanted, refused);
        };
    }

    /** Nobody has looked at this one before, which has a value all the same: a roll-back must bring that back. */
    private Outcome create(Change.Create create, SysctlValue wanted) {
        List<SysctlValue> present = present(wanted);
        if (present.contains(wanted)) {
            return new Outcome.AlreadySo(change);
        }
        return switch (kernel.writeSysctl(wanted)) {
            case Reply.Accepted _ when present.isEmpty() -> new Outcome.Made(change, change); // it cannot be read
            case Reply.Accepted _ ->
                new Outcome.Made(
                        change, new Change.Replace(create.step(), create.reason(), present.getFirst(), wanted));
            case Reply.Refused refused -> refused(wanted, refused);
        };
    }

    /**
     * A refusal is none where the value has become right meanwhile, where the device has gone and the setting with it, or where the value
     * has no effect.
     */
    private Outcome refused(SysctlValue wanted, Reply.Refused refused) {
        boolean right = present(wanted).contains(wanted);
        boolean gone = refused.errno().equals(Errno.ENOENT) && isOfNoDevice(wanted);
        boolean needless =
                refused.errno().equals(Errno.EROFS) && new RouterAdvertisements(kernel).areIgnoredWithout(wanted);
        return right || gone || needless
                ? new Outcome.AlreadySo(change)
                : new Outcome.Refused(change, explained(wanted, refused));
    }

    private static Reply.Refused explained(SysctlValue wanted, Reply.Refused refused) {
        boolean accepted = refused.errno().equals(Errno.EROFS) && RouterAdvertisements.isAbout(wanted);
        return accepted ? new Reply.Refused(refused.errno(), ACCEPTED, 0) : refused;
    }

    /** A pod may call a device {@code *}, which stands for each device where settings are asked for. */
    private List<SysctlValue> present(SysctlValue wanted) {
        return kernel.readSysctls(wanted.netns(), List.of(wanted.path())).stream()
                .filter(value -> value.path().equals(wanted.path()))
                .toList();
    }

    private boolean isOfNoDevice(SysctlValue setting) {
        Matcher matcher = OF_DEVICE.matcher(setting.path());
        if (!matcher.matches()) {
            return false;
        }
        Request named = Request.get(LinkMessage.named(matcher.group(1)));
        return kernel.send(setting.netns(), List.of(named)).stream()
                .allMatch(reply -> reply instanceof Reply.Refused refused
                        && refused.errno().equals(Errno.ENODEV));
    }
}
