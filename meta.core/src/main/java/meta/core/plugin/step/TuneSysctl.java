package meta.core.plugin.step;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import meta.spi.Plan;
import meta.spi.Question;
import meta.spi.SharedSteps;
import meta.spi.Step;
import meta.spi.StepContext;
import meta.spi.net.Link;
import meta.spi.net.NamespaceState;
import meta.spi.net.Netns;
import meta.spi.net.SysctlValue;
import meta.spi.option.Option;
import meta.spi.option.OptionType;
import meta.spi.option.StepOptions;
import meta.spi.routing.PodTables;

/**
 * Sets reverse path filtering (RFC 3704; {@code rp_filter} of the kernel's ip-sysctl): with a second device a packet may well
 * arrive by another one than the reply leaves by, which the strict mode drops.
 *
 * <p>The kernel uses the larger of a device's value and that of {@code all}. In the pod every value is set. On the host only what
 * keeps the effective value from being the one that is configured is changed. Where none is configured, a strict filter of the host
 * becomes loose and nothing else is changed: on a device without an IPv4 address the kernel takes loose for strict, so a node
 * whose filter is off, such as one with an overlay network whose devices have no address, would lose its pods.
 *
 * <p>For the same reason loose becomes off on the pod's devices without an IPv4 address where the node routes for the pod, and for that
 * {@code all} too: such a pod receives what comes from elsewhere by one of them.
 */
public final class TuneSysctl implements Step {
    private static final String RP_FILTER = "rp_filter";
    private static final String ALL = SysctlValue.ipv4("all", RP_FILTER);
    private static final String VETH = "veth";
    private static final long OFF = 0;
    private static final String STRICTER =
            "rp_filter is set on the node as configured; it is stricter than before for devices of the node, and on"
                    + " those without an IPv4 address loose is strict";
    private static final String DEFAULT = SysctlValue.ipv4("default", RP_FILTER);
    private static final String LOOPBACK = SysctlValue.ipv4("lo", RP_FILTER); // what it receives has its route already

    /** What becomes of the host's values. */
    enum OnHost {
        /** None is changed. */
        LEFT_ALONE,
        /** Strict becomes loose for {@code all} and for the devices that we have made; the filter does not become stricter. */
        EASED,
        /** The effective value of every device becomes the configured one. */
        SET
    }

    /**
     * What the configuration says of reverse path filtering.
     *
     * @param onHost what becomes of the host's values
     * @param value 0 off, 1 strict, 2 loose; -1 leaves everything as it is
     */
    record Options(OnHost onHost, long value) {
        private static final long STRICT = 1;
        private static final long LOOSE = 2;

        private static final Option<Boolean> SET_HOST =
                Option.of("set_host", OptionType.flag(), false, "Also set the value on the node.");
        private static final Option<Long> VALUE =
                Option.of("value", OptionType.wholeNumber(-1, 2), LOOSE, "0 off, 1 strict, 2 loose, -1 unchanged.");

        static final Option<Options> CHOICE = Option.of(
                        RP_FILTER,
                        OptionType.wholeNumber(-1, 2)
                                .map(value -> new Options(OnHost.SET, value))
                                .or(new OptionType.Group<>(
                                        List.of(SET_HOST, VALUE),
                                        group -> new Options(
                                                group.get(SET_HOST) ? OnHost.SET : OnHost.LEFT_ALONE,
                                                group.get(VALUE)))),
                        new Options(OnHost.EASED, LOOSE),
                        "Reverse path filtering: 0 off, 1 strict, 2 loose, -1 unchanged. A number is set in the pod and on"
                                + " the node; an object sets the pod only, unless `set_host` is true. If unset, the pod"
                                + " gets 2; on the node 1 becomes 2, and 0 stays 0.")
                .atTopLevel();

        static final List<Option<?>> DECLARED = List.of(CHOICE);

        static Options from(StepOptions given) {
            return given.get(CHOICE);
        }

        boolean leavesAlone() {
            return value < 0;
        }

        @Override
        public String toString() {
            return onHost == OnHost.LEFT_ALONE
                    ? "{\"set_host\": false, \"value\": " + value + "}"
                    : Long.toString(value);
        }
    }

    @Override
    public String name() {
        return SharedSteps.TUNE_SYSCTL;
    }

    @Override
    public List<Question> questions(StepContext context) {
        Options options = Options.from(context.options());
        if (options.leavesAlone()) {
            return List.of();
        }
        List<Question> questions = new ArrayList<>();
        questions.add(new Question.Sysctls(Netns.POD, SysctlValue.ipv4("*", RP_FILTER)));
        for (String device : devicesToAsk(options, context)) {
            questions.add(new Question.Sysctls(Netns.HOST, SysctlValue.ipv4(device, RP_FILTER)));
        }
        return questions;
    }

    private static List<String> devicesToAsk(Options options, StepContext context) {
        return switch (options.onHost()) {
            case LEFT_ALONE -> List.of();
            // nothing is above loose: no need to look at every device
            case SET -> List.of(options.value() == Options.LOOSE ? "all" : "*");
            case EASED -> {
                List<String> devices = new ArrayList<>(List.of("all", "default"));
                devices.addAll(madeByUs(context));
                yield devices;
            }
        };
    }

    @Override
    public Plan plan(StepContext context) {
        Options options = Options.from(context.options());
        if (options.leavesAlone()) {
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
        Set<String> strictWhenLoose = value == Options.LOOSE && isRoutedByNode(pod) ? withoutIpv4(pod) : Set.of();
        List<String> places = Stream.concat(
                        Stream.of("default"), pod.links().stream().map(Link::name))
                .toList();
        Plan all = Plan.ensure(setting(Netns.POD, ALL, strictWhenLoose.isEmpty() ? value : OFF));
        return all.then(keptOff(strictWhenLoose, value, pod))
                .then(Plan.forEach(
                        places,
                        place -> Plan.ensure(setting(
                                Netns.POD,
                                SysctlValue.ipv4(place, RP_FILTER),
                                strictWhenLoose.contains(place) ? OFF : value))));
    }

    /**
     * The kernel gives a new default to every device whose value has not been written yet, and a device that is off and has to stay off is not
     * written. It is written twice, once before the default and once after it, so that it is off in the end.
     */
    private static Plan keptOff(Set<String> off, long value, NamespaceState pod) {
        String wanted = Long.toString(value);
        boolean changes = pod.sysctl(DEFAULT).filter(now -> !now.equals(wanted)).isPresent();
        return Plan.forEach(changes ? List.copyOf(off) : List.of(), device -> {
            String path = SysctlValue.ipv4(device, RP_FILTER);
            boolean isOff = pod.sysctl(path).filter(Long.toString(OFF)::equals).isPresent();
            return isOff ? Plan.ensure(setting(Netns.POD, path, value)) : Plan.NOTHING;
        });
    }

    /**
     * {@return whether the node routes for IPv4 of the pod, as with the plugins bridge and ptp, rather than the LAN}
     *
     * <p>It depends on the pod and not on the NIC of the call, so that the calls for all NICs of a pod ask for the same values.
     */
    private static boolean isRoutedByNode(NamespaceState pod) {
        return new PodTables(pod)
                .nics().stream()
                        .filter(nic -> hasIpv4(nic, pod))
                        .flatMap(nic -> pod.link(nic).stream())
                        .anyMatch(link -> link.kind().equals(VETH));
    }

    private static Set<String> withoutIpv4(NamespaceState pod) {
        return pod.links().stream()
                .filter(link -> link.kind().equals(VETH) && !hasIpv4(link.name(), pod))
                .map(Link::name)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static boolean hasIpv4(String device, NamespaceState pod) {
        return pod.addresses(device).stream()
                .anyMatch(address -> address.address().isIpv4());
    }

    /** Where {@code all} is not off, its value is in force on every device, those that we have made included. */
    private static Plan eased(StepContext context) {
        NamespaceState host = context.snapshot().host();
        if (isStrict(host.sysctl(ALL))) {
            return Plan.ensure(setting(Netns.HOST, ALL, Options.LOOSE));
        }
        boolean off = host.sysctl(ALL).filter(value -> !isAbove(value, OFF)).isPresent();
        return Plan.forEach(off ? madeByUs(context) : List.of(), device -> {
            String path = SysctlValue.ipv4(device, RP_FILTER);
            Optional<String> value = host.sysctl(path).or(() -> host.sysctl(DEFAULT)); // which a new device begins with
            return isStrict(value) ? Plan.ensure(setting(Netns.HOST, path, Options.LOOSE)) : Plan.NOTHING;
        });
    }

    private static boolean isStrict(Optional<String> value) {
        return value.filter(Long.toString(Options.STRICT)::equals).isPresent();
    }

    /** {@return the names of the host's devices that carry a mark of the pod's container} */
    private static List<String> madeByUs(StepContext context) {
        return context.snapshot().host().links().stream()
                .filter(link -> context.attachment().ifnameIn(link.alias()).isPresent())
                .map(Link::name)
                .toList();
    }

    private static Plan set(NamespaceState host, long value) {
        Set<String> above = new TreeSet<>();
        for (SysctlValue sysctl : host.sysctls()) {
            if (isOfDevice(sysctl) && isAbove(sysctl.value(), value)) {
                above.add(sysctl.path());
            }
        }
        above.addAll(madeAbove(host, value));
        Plan warning = isStricter(host, value) ? Plan.warning(STRICTER) : Plan.NOTHING;
        return warning.then(Plan.ensure(setting(Netns.HOST, ALL, value)))
                .then(Plan.forEach(above, path -> Plan.ensure(setting(Netns.HOST, path, value))));
    }

    /** {@return whether devices whose filter is off, or loose, get one that drops more} */
    private static boolean isStricter(NamespaceState host, long value) {
        long ofAll = host.sysctl(ALL).map(Long::parseLong).orElse(value);
        List<Long> before = new ArrayList<>();
        for (SysctlValue sysctl : host.sysctls()) {
            if (isOfDevice(sysctl) && !sysctl.path().equals(LOOPBACK)) {
                before.add(Math.max(ofAll, Long.parseLong(sysctl.value()))); // the kernel uses the larger one
            }
        }
        if (before.isEmpty()) {
            before.add(ofAll);
        }
        return before.stream().anyMatch(each -> strictness(each) < strictness(value));
    }

    private static int strictness(long value) {
        return List.of(OFF, Options.LOOSE, Options.STRICT).indexOf(value);
    }

    /** {@return the settings of devices that are about to be made: they begin with the default} */
    private static List<String> madeAbove(NamespaceState host, long value) {
        boolean above =
                host.sysctl(DEFAULT).filter(first -> isAbove(first, value)).isPresent();
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
        return new SysctlValue(netns, path, Long.toString(value));
    }
}
