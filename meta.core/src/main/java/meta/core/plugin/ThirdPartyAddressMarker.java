package meta.core.plugin;

import java.util.ArrayList;
import java.util.List;
import meta.netlink.IpAddress;
import meta.spi.Addressing;
import meta.spi.Plan;
import meta.spi.net.Address;
import meta.spi.net.Netns;

/** Makes {@link Address#isOfStep} true for the addresses that a third-party step adds in the pod, except assigned addresses. */
record ThirdPartyAddressMarker(Addressing addressing) {

    /** {@return a copy of the plan with marked addresses} */
    Plan markedIn(Plan plan) {
        List<Plan.Item> items = new ArrayList<>();
        for (Plan.Item item : plan.items()) {
            items.add(marked(item));
        }
        return new Plan(items);
    }

    private Plan.Item marked(Plan.Item item) {
        return item instanceof Plan.Ensure(Address address, String reason)
                        && address.netns() == Netns.POD
                        && !isAssigned(address.address())
                ? new Plan.Ensure(address.withOfStep(true), reason)
                : item;
    }

    private boolean isAssigned(IpAddress address) {
        for (Address assigned : addressing.assigned()) {
            if (assigned.address().equals(address)) {
                return true;
            }
        }
        return false;
    }
}
