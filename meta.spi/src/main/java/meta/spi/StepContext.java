package meta.spi;

import meta.spi.net.Link;
import meta.spi.option.StepOptions;

/** The input of a step. For equal contexts, a step must return equal plans. */
public final class StepContext {
    private final Attachment attachment;
    private final CallInputs inputs;
    private final Snapshot snapshot;
    private final Addressing addressing;
    private final StepOptions options;

    private StepContext(
            Attachment attachment, CallInputs inputs, Snapshot snapshot, Addressing addressing, StepOptions options) {
        this.attachment = attachment;
        this.inputs = inputs;
        this.snapshot = snapshot;
        this.addressing = addressing;
        this.options = options;
    }

    /** {@return a context of a call without further inputs} */
    public static StepContext of(Attachment attachment, Snapshot snapshot, Addressing addressing, StepOptions options) {
        return new StepContext(attachment, CallInputs.NONE, snapshot, addressing, options);
    }

    /** {@return the context with these inputs} */
    public StepContext with(CallInputs changed) {
        return new StepContext(attachment, changed, snapshot, addressing, options);
    }

    /** {@return the context with this state} */
    public StepContext with(Snapshot changed) {
        return new StepContext(attachment, inputs, changed, addressing, options);
    }

    /** {@return the context with these options} */
    public StepContext with(StepOptions changed) {
        return new StepContext(attachment, inputs, snapshot, addressing, changed);
    }

    /** {@return the NIC that the call is about, and its pod} */
    public Attachment attachment() {
        return attachment;
    }

    /** {@return the other inputs from the runtime: the identity of the pod, {@code runtimeConfig} and {@code prevResult}} */
    public CallInputs inputs() {
        return inputs;
    }

    /** {@return the state of host and pod, as it will be after the plans of the earlier steps} */
    public Snapshot snapshot() {
        return snapshot;
    }

    /** {@return the addresses, subnets and routing tables of the call} */
    public Addressing addressing() {
        return addressing;
    }

    /** {@return the values of the options that the step has declared} */
    public StepOptions options() {
        return options;
    }

    /**
     * {@return the NIC that the call is about}
     *
     * @throws PlanningException if the pod has no such device
     */
    public Link nic() {
        String name = attachment.ifname();
        return snapshot.pod().link(name).orElseThrow(() -> new PlanningException("no device " + name + " in the pod"));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof StepContext that
                && attachment.equals(that.attachment)
                && inputs.equals(that.inputs)
                && snapshot.equals(that.snapshot)
                && addressing.equals(that.addressing)
                && options.equals(that.options);
    }

    @Override
    public int hashCode() {
        return attachment.hashCode() * 31 + snapshot.hashCode();
    }

    @Override
    public String toString() {
        return attachment + " " + inputs + " " + addressing + " " + options;
    }
}
