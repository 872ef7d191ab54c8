package meta.spi;

import java.util.Optional;
import meta.spi.net.Link;
import meta.spi.option.StepOptions;

/** The input of a step. For equal contexts, a step must return equal plans. */
public sealed interface StepContext {
    /** {@return a context without inputs from the runtime} */
    static StepContext of(Attachment attachment, Snapshot snapshot, Addressing addressing, StepOptions options) {
        return new PlainStepContext(attachment, CallInputs.NONE, snapshot, addressing, options);
    }

    /** {@return a copy with these inputs} */
    default StepContext with(CallInputs changed) {
        return new PlainStepContext(attachment(), changed, snapshot(), addressing(), options());
    }

    /** {@return a copy with this state} */
    default StepContext with(Snapshot changed) {
        return new PlainStepContext(attachment(), inputs(), changed, addressing(), options());
    }

    /** {@return a copy with these options} */
    default StepContext with(StepOptions changed) {
        return new PlainStepContext(attachment(), inputs(), snapshot(), addressing(), changed);
    }

    /** {@return the NIC that the call is about, and its pod} */
    Attachment attachment();

    /** {@return the other inputs from the runtime} */
    CallInputs inputs();

    /** {@return the state of host and pod, as it will be after the plans of the earlier steps} */
    Snapshot snapshot();

    /** {@return the addresses, subnets and routing tables of the call} */
    Addressing addressing();

    /** {@return the values of the step's options; in a DEL, their defaults} */
    StepOptions options();

    /**
     * {@return the NIC that the call is about}
     *
     * @throws PlanningException if the pod has no such device
     */
    default Link nic() {
        String name = attachment().ifname();
        Optional<Link> nic = snapshot().pod().link(name);
        if (nic.isEmpty()) {
            throw new PlanningException("no device " + name + " in the pod");
        }
        return nic.get();
    }
}

record PlainStepContext(
        Attachment attachment, CallInputs inputs, Snapshot snapshot, Addressing addressing, StepOptions options)
        implements StepContext {
    /** The snapshot is left out, because it is long. */
    @Override
    public String toString() {
        return attachment + " " + inputs + " " + addressing + " " + options;
    }
}
