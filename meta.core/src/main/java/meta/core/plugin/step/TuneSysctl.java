package meta.core.plugin.step;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import meta.spi.Plan;
import meta.spi.Question;
import meta.spi.SharedSteps;
import meta.spi.Step;
import meta.spi.StepContext;
import meta.spi.net.Address;
import meta.spi.net.Link;
import meta.spi.net.NamespaceState;
import meta.spi.net.Netns;
import meta.spi.net.SysctlValue;
import meta.spi.routing.PodTables;

/**
 * Sets reverse path filtering (RFC 3704; {@code rp_filter} in the kernel's ip-sysctl documentation), unless the configured value is -1.
 *
 * <p>The effective value of a device is the larger of its own value and the value of {@code all}. In the pod, the step sets {@code all},
 * {@code default} and every device. On the host, if the configuration demands it, the step sets {@code all}, and reduces those values of
 * devices that are larger.
 *
 * <p>Without the option, the step sets loose in the pod, and changes only strict to loose on the host. A host filter that is off stays off,
 * because the kernel treats loose like strict on a device without an IPv4 address.
 *
 * <p>For the same reason, if the pod has veth devices without an IPv4 address, and the node routes the pod's IPv4 packets, the step sets
 * these devices and the pod's {@code all} to off instead of loose.
 */
public final class TuneSysctl implements Step {
    static final String RP_FILTER = "rp_filter";
    private static final String ALL = SysctlValue.ipv4("all", RP_FILTER);
    private static final String VETH = "veth";
    private static final String STRICTER =
            "rp_filter is set on the node as configured, and is stricter than before for devices of the node;"
                    + " on a device without an IPv4 address, the kernel treats loose like strict";
    private static final String DEFAULT = SysctlValue.ipv4("default", RP_FILTER);
    private static final String LOOPBACK = SysctlValue.ipv4("lo", RP_FILTER); // the filter has no effect on lo

    @Override
    public String name() {
        return SharedSteps.TUNE_SYSCTL;
    }

    @Override
    public List<Question> questions(StepContext context) {
        RpFilterOption options = RpFilterOption.from(context.options());
        if (options.changesNothing()) {
            return List.of();
        }
        List<Question> questions = new ArrayList<>();
        questions.add(new Question.Sysctls(Netns.POD, SysctlValue.ipv4("*", RP_FILTER)));
        for (String device : hostDevices(options, context)) {
            questions.add(new Question.Sysctls(Netns.HOST, SysctlValue.ipv4(device, RP_FILTER)));
        }
        return questions;
    }

    private static List<String> hostDevices(RpFilterOption options, StepContext context) {
        return switch (options.onHost()) {
            case LEFT_ALONE -> List.of();
            // loose is the largest value, so no device needs a smaller value of its own
            case SET -> List.of(options.value() == RpFilterOption.LOOSE ? "all" : "*");
            case EASED -> {
                List<String> devices = new ArrayList<>(List.of("all", "default"));
                devices.addAll(ownDevices(context));
                yield devices;
            }
        };
    }

    @Override
    public Plan plan(StepContext context) {
        RpFilterOption options = RpFilterOption.from(context.options());
        if (options.changesNothing()) {
            return Plan.NOTHING;
        }
        Plan pod = pod(context, options.value());
        return switch (options.onHost()) {
            case LEFT_ALONE -> pod;
            case EASED -> pod.then(eased(context));
            case SET -> pod.then(set(context.snapshot().host(), options.value()));
        };
    }

    private static Plan pod(StepContext context, long value) {
        NamespaceState pod = context.snapshot().pod();
        Set<String> strictWhenLoose =
                value == RpFilterOption.LOOSE && isRoutedByNode(pod) ? withoutIpv4(pod) : Set.of();
        List<String> names = new ArrayList<>(List.of("default"));
        for (Link link : pod.links()) {
            names.add(link.name());
        }
        Plan all = Plan.ensure(setting(Netns.POD, ALL, strictWhenLoose.isEmpty() ? value : RpFilterOption.OFF));
        return all.then(stayingOff(strictWhenLoose, value, pod))
                .then(Plan.forEach(
                        names,
                        name -> Plan.ensure(setting(
                                Netns.POD,
                                SysctlValue.ipv4(name, RP_FILTER),
                                strictWhenLoose.contains(name) ? RpFilterOption.OFF : value))));
    }

    /**
     * {@return a plan that writes another value to devices that are off} A later item can then write 0: a value that is equal to the present
     * one would not be written. If the default
     * changes, the kernel also changes each device whose own value was never written.
     */
    private static Plan stayingOff(Set<String> off, long value, NamespaceState pod) {
        String wanted = Long.toString(value);
        boolean changes = pod.sysctl(DEFAULT).filter(now -> !now.equals(wanted)).isPresent();
        return Plan.forEach(changes ? List.copyOf(off) : List.of(), device -> {
            String path = SysctlValue.ipv4(device, RP_FILTER);
            boolean isOff = pod.sysctl(path)
                    .filter(Long.toString(RpFilterOption.OFF)::equals)
                    .isPresent();
            return isOff ? Plan.ensure(setting(Netns.POD, path, value)) : Plan.NOTHING;
        });
    }

    /**
     * {@return whether a NIC of the pod is a veth device with an IPv4 address} The result must not depend on the attachment's NIC, because
     * the calls for all NICs of a pod must plan the same values.
     */
    private static boolean isRoutedByNode(NamespaceState pod) {
        for (String nic : new PodTables(pod).nics()) {
            String kind = pod.link(nic).map(Link::kind).orElse("");
            if (kind.equals(VETH) && hasIpv4(nic, pod)) {
                return true;
            }
        }
        return false;
    }

    private static Set<String> withoutIpv4(NamespaceState pod) {
        Set<String> without = new LinkedHashSet<>();
        for (Link link : pod.links()) {
            if (link.kind().equals(VETH) && !hasIpv4(link.name(), pod)) {
                without.add(link.name());
            }
        }
        return without;
    }

    private static boolean hasIpv4(String device, NamespaceState pod) {
        for (Address address : pod.addresses(device)) {
            if (address.address().isIpv4()) {
                return true;
            }
        }
        return false;
    }

    private static Plan eased(StepContext context) {
        NamespaceState host = context.snapshot().host();
        if (isStrict(host.sysctl(ALL))) {
            return Plan.ensure(setting(Netns.HOST, ALL, RpFilterOption.LOOSE));
        }
        boolean off = host.sysctl(ALL)
                .filter(value -> !isAbove(value, RpFilterOption.OFF))
                .isPresent();
        return Plan.forEach(off ? ownDevices(context) : List.of(), device -> {
            String path = SysctlValue.ipv4(device, RP_FILTER);
            Optional<String> value = host.sysctl(path).or(() -> host.sysctl(DEFAULT)); // a new device has the default
            return isStrict(value) ? Plan.ensure(setting(Netns.HOST, path, RpFilterOption.LOOSE)) : Plan.NOTHING;
        });
    }

    private static boolean isStrict(Optional<String> value) {
        return value.filter(Long.toString(RpFilterOption.STRICT)::equals).isPresent();
    }

    private static List<String> ownDevices(StepContext context) {
        List<String> own = new ArrayList<>();
        for (Link link : context.snapshot().host().links()) {
            if (context.attachment().ifnameIn(link.alias()).isPresent()) {
                own.add(link.name());
            }
        }
        return own;
    }

    private static Plan set(NamespaceState host, long value) {
        Set<String> above = new TreeSet<>();
        for (SysctlValue sysctl : host.sysctls()) {
            if (isOfDevice(sysctl) && isAbove(sysctl.value(), value)) {
                above.add(sysctl.path());
            }
        }
        above.addAll(plannedAbove(host, value));
        Plan warning = isStricter(host, value) ? Plan.warning(STRICTER) : Plan.NOTHING;
        return warning.then(Plan.ensure(setting(Netns.HOST, ALL, value)))
                .then(Plan.forEach(above, path -> Plan.ensure(setting(Netns.HOST, path, value))));
    }

    /**
     * {@return whether the value makes the filter of a host device stricter; the order is off, loose, strict} Only the devices whose own
     * value is in the snapshot are compared, except {@code lo}. If there are none, the value of {@code all} is compared.
     */
    private static boolean isStricter(NamespaceState host, long value) {
        long ofAll = host.sysctl(ALL).map(Long::parseLong).orElse(value);
        List<Long> before = new ArrayList<>();
        for (SysctlValue sysctl : host.sysctls()) {
            if (isOfDevice(sysctl) && !sysctl.path().equals(LOOPBACK)) {
                before.add(Math.max(ofAll, Long.parseLong(sysctl.value()))); // the kernel uses the larger value
            }
        }
        if (before.isEmpty()) {
            before.add(ofAll);
        }
        return before.stream().anyMatch(each -> strictness(each) < strictness(value));
    }

    private static int strictness(long value) {
        return List.of(RpFilterOption.OFF, RpFilterOption.LOOSE, RpFilterOption.STRICT)
                .indexOf(value);
    }

    /** {@return the {@code rp_filter} paths of host devices without a known value, if the host's default is above the given value} */
    private static List<String> plannedAbove(NamespaceState host, long value) {
        boolean above = isAbove(host.sysctl(DEFAULT).orElse("0"), value);
        return host.links().stream()
                .map(link -> SysctlValue.ipv4(link.name(), RP_FILTER))
                .filter(path -> above && host.sysctl(path).isEmpty())
                .toList();
    }

    private static boolean isOfDevice(SysctlValue sysctl) {
        return sysctl.path().startsWith("net/ipv4/conf/")
                && sysctl.path().endsWith("/" + RP_FILTER)
                && !sysctl.path().equals(ALL)
                && !sysctl.path().equals(DEFAULT);
    }

    private static boolean isAbove(String text, long value) {
        return Long.parseLong(text) > value;
    }

    private static SysctlValue setting(Netns netns, String path, long value) {
        return SysctlValue.of(netns, path, Long.toString(value));
    }
}
