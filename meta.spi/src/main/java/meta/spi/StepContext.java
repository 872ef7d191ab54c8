package meta.spi;

import meta.spi.net.Link;
import meta.spi.option.StepOptions;

/**
 * The input of a step. For equal contexts, a step must return equal plans.
 *
 * @param attachment which NIC of which pod the call is about
 * @param snapshot the state of host and pod, as it will be after the plans of the earlier steps
 * @param addressing the addresses, subnets and routing tables of the call
 * @param options the values of the options that the step has declared
 */
public record StepContext(Attachment attachment, Snapshot snapshot, Addressing addressing, StepOptions options) {

    /**
     * {@return the NIC that the call is about}
     *
     * @throws PlanningException if the pod has no such device
     */
    public Link nic() {
        String name = attachment.ifname();
        return snapshot.pod().link(name).orElseThrow(() -> new PlanningException("no device " + name + " in the pod"));
    }
}
