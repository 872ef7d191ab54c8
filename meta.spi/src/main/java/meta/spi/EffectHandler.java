package meta.spi;

/**
 * Carries out the effects of one kind, for the steps that declare the handler ({@link StepDeclaration#withEffects}).
 *
 * <p>A third party's handler runs on a separate thread in the network namespace of the node, with a time limit ({@link EffectContext#timeLeft}).
 * Calls for different pods can run concurrently. Calls for one attachment follow one another, but a call that has exceeded its time limit may still
 * run.
 *
 * <p>A process can be killed at any moment, and the kernel keeps no record of an effect. Each method must therefore work in every state: before the
 * effect was applied, after it was applied in part, and after it was undone.
 */
public interface EffectHandler {

    /** {@return the kind of the effects, as in {@link Effect#of}} The method is called once, when the step is loaded. */
    String kind();

    /**
     * {@return whether the effect is in force, so that {@link #apply} would change nothing} This method must not change anything.
     *
     * <p>A CHECK fails if an effect is not in force.
     *
     * @throws Exception if the handler cannot find out; the call fails with the text of the exception
     */
    boolean isInForce(Effect effect, EffectContext context) throws Exception;

    /**
     * Puts the effect in force, after all changes of the kernel. A rollback also applies effects again that the call has undone.
     *
     * @throws Exception if the effect could not be put in force; the call fails with the text of the exception. The rollback calls {@link #undo} for
     *     this effect too
     */
    void apply(Effect effect, EffectContext context) throws Exception;

    /**
     * Ends the effect. Succeeds if the effect is not in force, was never applied, or was applied in part.
     *
     * <p>The pod may no longer exist. The method may be called again after it has succeeded, for example if the process is killed before the record
     * is written.
     *
     * @throws Exception if the effect may still be in force; the record then keeps the effect, and a later call tries again
     */
    void undo(Effect effect, EffectContext context) throws Exception;
}
