package meta.spi;

/**
 * Carries out the effects of one kind. A step declares the handlers of the effects that it plans ({@link StepDeclaration#withEffects}).
 *
 * <p>The framework calls a handler on a thread of its own in the network namespace of the node, with the time limit of a step. It is called for one
 * effect of an attachment at a time, but by several calls for different pods at the same time. The dry run calls no method of a handler.
 *
 * <p>A process can be killed at any moment, and the kernel keeps no record of an effect. Each method must therefore work in every state: before the
 * effect was applied, after it was applied in part, and after it was undone.
 */
public interface EffectHandler {

    /** {@return the kind of the effects} It is read once, when the step is declared. */
    String kind();

    /**
     * {@return whether the effect is in force, so that {@link #apply} would change nothing} Changes nothing.
     *
     * <p>ADD, CHECK and repairs call this method. An ADD does not apply an effect that is in force. A CHECK fails if one is not.
     *
     * @throws Exception if it cannot be found out; the call fails with the text of the exception
     */
    boolean isInForce(Effect effect, EffectContext context) throws Exception;

    /**
     * Puts the effect in force. ADD calls this method after all changes of the kernel, in the order of the plan.
     *
     * @throws Exception if it fails; the call fails with the text of the exception, {@link #undo} is called for this effect and those before it,
     *     and the changes of the kernel are undone
     */
    void apply(Effect effect, EffectContext context) throws Exception;

    /**
     * Ends the effect. Succeeds if the effect is not in force, was never applied, or was applied in part.
     *
     * <p>The framework may call this method again after it has succeeded, for example if the process is killed before the record is written. It
     * calls the method for a DEL, a GC and after a failed ADD, without a configuration, and the pod may no longer exist. If the method fails, the
     * DEL succeeds with a warning, and later calls try again.
     *
     * @throws Exception if the effect may still be in force
     */
    void undo(Effect effect, EffectContext context) throws Exception;
}
