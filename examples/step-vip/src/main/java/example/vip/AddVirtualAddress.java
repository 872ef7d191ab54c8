package example.vip;

import java.util.List;
import java.util.Optional;
import meta.netlink.Family;
import meta.netlink.IpAddress;
import meta.spi.Claim;
import meta.spi.Plan;
import meta.spi.PlanningException;
import meta.spi.ReleaseContext;
import meta.spi.Step;
import meta.spi.StepContext;
import meta.spi.StepDeclaration;
import meta.spi.StepProvider;
import meta.spi.net.Address;
import meta.spi.net.Netns;
import meta.spi.net.Route;
import meta.spi.net.Rule;
import meta.spi.option.Option;
import meta.spi.option.OptionType;

/** Gives the pod a virtual IPv4 address that the node and the other machines on the NIC's LAN can reach. */
public final class AddVirtualAddress implements Step, StepProvider {
    static final Option<IpAddress> ADDRESS =
            Option.required("address", OptionType.text("IPv4 address", AddVirtualAddress::ipv4), "The virtual address.");

    private static final long PRIORITY = 1090; // before the rules of the NICs, from 1100

    @Override
    public List<StepDeclaration> steps() {
        return List.of(StepDeclaration.of(this, "Gives the pod a virtual IPv4 address.")
                .withOptions(List.of(ADDRESS))
                .offByDefault()
                .needing("setupVeth")
                .after("veth", "migrateRoute"));
    }

    @Override
    public String name() {
        return "addVirtualAddress";
    }

    @Override
    public Plan plan(StepContext context) {
        IpAddress virtual = context.options().get(ADDRESS);
        String nic = context.attachment().ifname();
        Optional<IpAddress> own = context.addressing().source(Family.IPV4);
        if (own.isEmpty()) {
            throw new PlanningException(nic + " has no IPv4 address");
        }
        String toPod = context.snapshot().pod().link("veth0").orElseThrow().peer();
        return Plan.ensure(Address.of(Netns.POD, "lo", virtual, 32))
                // replies leave through the NIC, also if the pod has several
                .then(Plan.ensure(Rule.from(
                        virtual.asPrefix(),
                        Netns.POD,
                        context.addressing().tables().tableOf(nic, Family.IPV4),
                        PRIORITY)))
                .then(Plan.ensure(Route.to(virtual.asPrefix(), Netns.HOST, toPod).via(own.get())))
                .then(Plan.announce(Claim.of(Netns.POD, nic, virtual)))
                .because("virtual address");
    }

    /**
     * Removes the address and the rule, which would otherwise stay in a pod that keeps other NICs. The framework removes the host's route, which is
     * in the record of the attachment.
     */
    @Override
    public Plan release(ReleaseContext context) {
        List<Rule> ours = context.snapshot().pod().rules().stream()
                .filter(rule -> rule.isOurs() && rule.key().priority() == PRIORITY)
                .toList();
        return Plan.remove(ours)
                .then(Plan.forEach(ours, rule -> Plan.remove(
                        Address.of(Netns.POD, "lo", rule.key().from().address(), 32))));
    }

    private static IpAddress ipv4(String text) {
        IpAddress address = IpAddress.parse(text);
        if (!address.isIpv4()) {
            throw new IllegalArgumentException("it is an IPv6 address");
        }
        return address;
    }
}
