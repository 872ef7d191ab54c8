package meta.core.plugin;

import java.util.ArrayList;
import java.util.List;
import meta.netlink.IpAddress;
import meta.spi.Addressing;
import meta.spi.Plan;
import meta.spi.net.Address;
import meta.spi.net.Netns;

/** Marks ({@link Address#isOfStep}) the pod's addresses that the plan of a third-party step ensures, except assigned addresses. */
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
