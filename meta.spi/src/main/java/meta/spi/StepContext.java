package meta.spi;

import meta.spi.net.Link;
import meta.spi.option.StepOptions;

/**
 * What a step plans from; the same context always gives the same plan.
 *
 * @param attachment which NIC of which pod the call is about
 * @param snapshot what is, with the plans of the steps before already in it
 * @param addressing the addresses of pod and node that matter to it
 * @param options the values of the options that the step has declared
 */
public record StepContext(Attachment attachment, Snapshot snapshot, Addressing addressing, StepOptions options) {

    /**
     * {@return the NIC that the call is about}
     *
     * @throws PlanningException where the pod has no such device
     */
    public Link nic() {
        String name = attachment.ifname();
        return snapshot.pod().link(name).orElseThrow(() -> new PlanningException("no device " + name + " in the pod"));
    }
}
