package meta.spi;

/**
 * Carries out the effects of one kind. A step declares the handlers of the effects that it plans ({@link StepDeclaration#withEffects}).
 *
 * <p>The framework calls a third party's handler on a separate thread in the network namespace of the node, with a time limit
 * ({@link EffectContext#timeLeft}): the time limit of a step, or in a DEL and in the undo of a failed ADD, the time that all handlers share. The
 * framework calls the handler for one effect of an attachment at a time. Calls for different pods can run concurrently. The dry run calls no method
 * of a handler.
 *
 * <p>A process can be killed at any moment, and the kernel keeps no record of an effect. Each method must therefore work in every state: before the
 * effect was applied, after it was applied in part, and after it was undone.
 */
public interface EffectHandler {

    /** {@return the kind of the effects, as in {@link Effect#of}} The framework reads the kind once, when it loads the step. */
    String kind();

    /**
     * {@return whether the effect is in force, so that {@link #apply} would change nothing} This method must not change anything.
     *
     * <p>ADD, CHECK and repairs call this method. An ADD does not apply an effect that is in force. A CHECK fails if an effect is not in force.
     *
     * @throws Exception if the handler cannot find out whether the effect is in force; the call fails with the text of the exception
     */
    boolean isInForce(Effect effect, EffectContext context) throws Exception;

    /**
     * Puts the effect in force. ADD and repairs call this method after all changes of the kernel, in the order of the plan. A failed ADD also
     * calls the method for earlier effects that it had undone because their data have changed.
     *
     * @throws Exception if the effect could not be put in force; the call fails with the text of the exception. The framework calls {@link #undo} for
     *     this effect and for those that the call has applied before, the last one first. An ADD also undoes its changes of the kernel
     */
    void apply(Effect effect, EffectContext context) throws Exception;

    /**
     * Ends the effect. Succeeds if the effect is not in force, was never applied, or was applied in part.
     *
     * <p>A DEL, a GC and a failed ADD call this method. ADD and repairs call the method for an effect that is no longer planned, or whose data have
     * changed. In a DEL and a GC there is no configuration, and the pod may no longer exist. The framework may call the method again after it has
     * succeeded, for example if the process is killed before the record is written.
     *
     * @throws Exception if the effect may still be in force. An ADD or repair that plans the effect with other data then fails. Every other call logs
     *     a warning and continues, and later calls try again
     */
    void undo(Effect effect, EffectContext context) throws Exception;
}
