package meta.spi;

import java.util.Optional;
import meta.spi.net.Link;
import meta.spi.option.StepOptions;

/**
 * The input of {@link Step#questions}, {@link Step#plan} and {@link meta.spi.routing.RoutingType#tables(StepContext)}. For equal contexts,
 * a step must return equal plans.
 */
public sealed interface StepContext {
    /** {@return a context with these values and without inputs from the runtime ({@link CallInputs#NONE})} */
    static StepContext of(Attachment attachment, Snapshot snapshot, Addressing addressing, StepOptions options) {
        return new PlainStepContext(attachment, CallInputs.NONE, snapshot, addressing, options);
    }

    /** {@return a copy with these inputs from the runtime} */
    default StepContext with(CallInputs changed) {
        return new PlainStepContext(attachment(), changed, snapshot(), addressing(), options());
    }

    /** {@return a copy with this state of host and pod} */
    default StepContext with(Snapshot changed) {
        return new PlainStepContext(attachment(), inputs(), changed, addressing(), options());
    }

    /** {@return a copy with these values of options} */
    default StepContext with(StepOptions changed) {
        return new PlainStepContext(attachment(), inputs(), snapshot(), addressing(), changed);
    }

    /** {@return the NIC that the call is about, with its pod and its network} */
    Attachment attachment();

    /**
     * {@return what the runtime has passed in addition to attachment and options, such as {@code prevResult}; in a DEL {@link
     * CallInputs#NONE}}
     */
    CallInputs inputs();

    /**
     * {@return the state of host and pod}
     *
     * <p>For {@link Step#plan}, this is the state after the plans of the earlier steps are applied; otherwise, it is the observed state.
     */
    Snapshot snapshot();

    /**
     * {@return the addresses, subnets and routing tables of the call; in a DEL {@link Addressing#NONE}} For {@link
     * meta.spi.routing.RoutingType#tables(StepContext)}, without the tables that the method chooses.
     */
    Addressing addressing();

    /** {@return the values of the options of the step, or of the plugin type for a method of a type; in a DEL, the default values} */
    StepOptions options();

    /**
     * {@return the link of the NIC that the call is about}
     *
     * @throws PlanningException if the pod's part of the snapshot lacks the NIC
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
    /** {@return a text without the snapshot, which is long} */
    @Override
    public String toString() {
        return attachment + " " + inputs + " " + addressing + " " + options;
    }
}
