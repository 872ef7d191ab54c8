package meta.core.reconcile;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import meta.core.kernel.KernelPort;
import meta.spi.net.SysctlValue;

/**
 * Finds out whether a device ignores router advertisements although its {@code accept_ra} is not 0. The kernel ignores them if IPv6 is
 * disabled on the device, or if the value is 1 and the device forwards IPv6 (ip-sysctl, {@code accept_ra}).
 */
public record RouterAdvertisementCheck(KernelPort kernel) {
    private static final Pattern ACCEPTED = Pattern.compile("(net/ipv6/conf/[^/]+/)accept_ra");

    /**
     * {@return whether the sysctl is {@code accept_ra} = 0 of a device that has IPv6 disabled, or that forwards IPv6 and whose present
     * {@code accept_ra} is not 2 or cannot be read} {@code all} and {@code default} count as devices.
     *
     * @throws meta.netlink.socket.NetlinkException as for {@link KernelPort#readSysctls}
     */
    public boolean areIgnoredWithout(SysctlValue wanted) {
        Matcher matcher = ACCEPTED.matcher(wanted.path());
        if (!matcher.matches() || !wanted.value().equals("0")) {
            return false;
        }
        String device = matcher.group(1);
        boolean always = value(wanted, wanted.path()).filter("2"::equals).isPresent();
        return isOn(wanted, device + "disable_ipv6") || (isOn(wanted, device + "forwarding") && !always);
    }

    /** {@return whether the sysctl is {@code accept_ra} of a device, of {@code all} or of {@code default}} */
    static boolean isAcceptRa(SysctlValue wanted) {
        return ACCEPTED.matcher(wanted.path()).matches();
    }

    private boolean isOn(SysctlValue of, String path) {
        Optional<String> value = value(of, path);
        return value.isPresent() && !value.get().equals("0");
    }

    private Optional<String> value(SysctlValue of, String path) {
        return kernel.readSysctls(of.netns(), List.of(path)).stream()
                .map(SysctlValue::value)
                .findFirst();
    }
}
