package meta.core.plugin.step;

import java.util.List;
import java.util.Optional;
import meta.spi.Plan;
import meta.spi.Question;
import meta.spi.SharedSteps;
import meta.spi.Snapshot;
import meta.spi.Step;
import meta.spi.StepContext;
import meta.spi.net.Address;
import meta.spi.net.Netns;
import meta.spi.net.SysctlValue;

/**
 * Enables IPv6 on the NIC, on {@code lo} and for new devices of the pod, if IPv6 addresses are assigned to the NIC. Adds the assigned IPv6
 * addresses that the NIC lacks: the kernel rejects or removes them while IPv6 is disabled.
 */
public final class EnableIpv6 implements Step {
    private static final String DISABLE = "disable_ipv6";
    private static final String ENABLED = "0"; // every other number disables IPv6

    @Override
    public String name() {
        return SharedSteps.ENABLE_IPV6;
    }

    @Override
    public List<Question> questions(StepContext context) {
        return List.of(new Question.Sysctls(Netns.POD, SysctlValue.ipv6("*", DISABLE)));
    }

    @Override
    public Plan plan(StepContext context) {
        List<Address> ipv6 = context.addressing().assigned().stream()
                .filter(address -> !address.address().isIpv4())
                .toList();
        if (ipv6.isEmpty()) {
            return Plan.NOTHING;
        }
        Snapshot now = context.snapshot();
        Plan on = Plan.forEach(List.of("default", "lo", context.attachment().ifname()), device -> enable(device, now));
        return on.then(Plan.forEach(ipv6, address -> restore(address, now)));
    }

    private static Plan enable(String device, Snapshot now) {
        String path = SysctlValue.ipv6(device, DISABLE);
        Optional<String> value = now.pod().sysctl(path);
        boolean off = value.isPresent() && !value.get().equals(ENABLED);
        return off ? Plan.ensure(SysctlValue.of(Netns.POD, path, ENABLED)) : Plan.NOTHING;
    }

    private static Plan restore(Address address, Snapshot now) {
        boolean there = now.pod().find(address.key()).isPresent();
        return there
                ? Plan.NOTHING
                : Plan.ensure(address.withoutDad()).because("the kernel had removed the address while IPv6 was off");
    }
}
