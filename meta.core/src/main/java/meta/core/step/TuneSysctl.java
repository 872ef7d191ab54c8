package meta.core.step;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import meta.spi.Plan;
import meta.spi.Question;
import meta.spi.SharedSteps;
import meta.spi.Snapshot;
import meta.spi.Step;
import meta.spi.StepContext;
import meta.spi.net.Link;
import meta.spi.net.NamespaceState;
import meta.spi.net.Netns;
import meta.spi.net.SysctlValue;
import meta.spi.option.Option;
import meta.spi.option.OptionType;
import meta.spi.option.StepOptions;

/**
 * Sets reverse path filtering (RFC 3704; {@code rp_filter} of the kernel's ip-sysctl): with a second device a packet may well
 * arrive by another one than the reply leaves by, which the strict mode drops.
 *
 * <p>The kernel uses the larger of a device's value and that of {@code all}. In the pod every value is set. On the host only what
 * keeps the effective value from being the wanted one is changed.
 *
 * <p>On a device without an IPv4 address the kernel takes loose for strict. A pod that the node routes for hears the whole world
 * through such a device, so there loose becomes off, and for that {@code all} too.
 */
public final class TuneSysctl implements Step {
    private static final String RP_FILTER = "rp_filter";
    private static final String ALL = SysctlValue.ipv4("all", RP_FILTER);
    private static final String VETH = "veth";
    private static final long OFF = 0;
    private static final String DEFAULT = SysctlValue.ipv4("default", RP_FILTER);

    /**
     * What the configuration says of reverse path filtering.
     *
     * @param host whether the node's is set too
     * @param value 0 off, 1 strict, 2 loose; -1 leaves everything as it is
     */
    record Options(boolean host, long value) {
        private static final long LOOSE = 2;

        private static final Option<Boolean> SET_HOST =
                Option.of("set_host", OptionType.flag(), false, "Whether the node's setting is changed too.");
        private static final Option<Long> VALUE =
                Option.of("value", OptionType.wholeNumber(-1, 2), LOOSE, "0 off, 1 strict, 2 loose, -1 as it is.");

        static final Option<Options> CHOICE = Option.of(
                        RP_FILTER,
                        OptionType.wholeNumber(-1, 2)
                                .map(value -> new Options(true, value))
                                .or(new OptionType.Group<>(
                                        List.of(SET_HOST, VALUE),
                                        group -> new Options(group.get(SET_HOST), group.get(VALUE)))),
                        new Options(true, LOOSE),
                        "Reverse path filtering: 0 off, 1 strict, 2 loose, -1 as it is. A plain number is set in the pod"
                                + " and on the node; the object says for each.")
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
            return host ? Long.toString(value) : "{\"set_host\": false, \"value\": " + value + "}";
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
        Question pod = new Question.Sysctls(Netns.POD, SysctlValue.ipv4("*", RP_FILTER));
        if (!options.host()) {
            return List.of(pod);
        }
        String which = options.value() == Options.LOOSE
                ? "all"
                : "*"; // nothing is above loose: no need to look at every device
        return List.of(pod, new Question.Sysctls(Netns.HOST, SysctlValue.ipv4(which, RP_FILTER)));
    }

    @Override
    public Plan plan(StepContext context) {
        Options options = Options.from(context.options());
        if (options.leavesAlone()) {
            return Plan.NOTHING;
        }
        Plan pod = pod(context, options.value());
        return options.host() ? pod.then(host(context.snapshot(), options.value())) : pod;
    }

    private static Plan pod(StepContext context, long value) {
        NamespaceState pod = context.snapshot().pod();
        List<String> strictWhenLoose = value == Options.LOOSE && isRoutedByNode(context) ? withoutIpv4(pod) : List.of();
        List<String> places = Stream.concat(
                        Stream.of("default"), pod.links().stream().map(Link::name))
                .toList();
        Plan all = Plan.ensure(setting(Netns.POD, ALL, strictWhenLoose.isEmpty() ? value : OFF));
        return all.then(Plan.forEach(
                places,
                place -> Plan.ensure(setting(
                        Netns.POD,
                        SysctlValue.ipv4(place, RP_FILTER),
                        strictWhenLoose.contains(place) ? OFF : value))));
    }

    /** {@return whether the NIC's IPv4 comes by a cable to the node, as of the plugins bridge and ptp, rather than from the LAN} */
    private static boolean isRoutedByNode(StepContext context) {
        String nic = context.attachment().ifname();
        NamespaceState pod = context.snapshot().pod();
        return pod.link(nic).filter(link -> link.kind().equals(VETH)).isPresent() && hasIpv4(nic, pod);
    }

    private static List<String> withoutIpv4(NamespaceState pod) {
        return pod.links().stream()
                .filter(link -> link.kind().equals(VETH) && !hasIpv4(link.name(), pod))
                .map(Link::name)
                .toList();
    }

    private static boolean hasIpv4(String device, NamespaceState pod) {
        return pod.addresses(device).stream()
                .anyMatch(address -> address.address().isIpv4());
    }

    private static Plan host(Snapshot now, long value) {
        Set<String> above = new TreeSet<>();
        for (SysctlValue sysctl : now.host().sysctls()) {
            if (isOfDevice(sysctl) && isAbove(sysctl.value(), value)) {
                above.add(sysctl.path());
            }
        }
        above.addAll(madeAbove(now.host(), value));
        Plan all = Plan.ensure(setting(Netns.HOST, ALL, value));
        return all.then(Plan.forEach(above, path -> Plan.ensure(setting(Netns.HOST, path, value))));
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
