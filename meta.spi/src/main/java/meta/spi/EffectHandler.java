package meta.spi;

/**
 * Applies, checks and undoes the effects of one kind, for the steps whose declarations contain this handler
 * ({@link StepDeclaration#withEffects}).
 *
 * <p>The methods {@link #isInForce}, {@link #apply} and {@link #undo} of a third party's handler run on a separate thread in the network
 * namespace of the node. The thread is interrupted at the time limit ({@link EffectContext#timeLeft}). Calls for different pods can run at
 * the same time. Calls for one attachment follow one another, except that a method that ignores the interrupt may still run when the next
 * one is called.
 *
 * <p>A process can be killed at any moment. Each method must therefore work in every state: before the effect was applied, after it was
 * applied in part, and after it was undone.
 */
public interface EffectHandler {

    /** {@return the kind of the effects, in the form that {@link Effect#of} requires} The method is called when the step is loaded. */
    String kind();

    /**
     * {@return whether the effect is in force, so that {@link #apply} would change nothing} This method must not change anything.
     *
     * <p>The result must be false if an effect with the same key but other data is in force instead. If it is false in a CHECK, the CHECK
     * fails. An ADD or repair applies a planned effect only if the result is false.
     *
     * @throws Exception if the handler cannot determine whether the effect is in force; the call fails with the text of the exception
     */
    boolean isInForce(Effect effect, EffectContext context) throws Exception;

    /**
     * Puts the effect in force. An ADD or repair calls the method after all changes of network objects. A rollback calls it, without
     * {@link #isInForce}, to restore an effect that the ADD or repair has undone.
     *
     * @throws Exception if the effect could not be put in force, or only in part. The ADD or repair then fails with the text of the
     *     exception. It tries to undo the effect, except in a rollback
     */
    void apply(Effect effect, EffectContext context) throws Exception;

    /**
     * Ends the effect. Returns normally if the effect is not in force, was never applied, or was applied only in part.
     *
     * <p>The method is called for effects of a removed attachment, for effects that an ADD or repair no longer plans or plans with other
     * data, and in a rollback. The pod may no longer exist. The method may be called again after it has returned normally, because the
     * process can be killed before it updates the record.
     *
     * @throws Exception if the effect may still be in force; a recorded effect then stays in the record, and a later call tries again. An
     *     ADD or repair that calls the method because the data have changed fails with the text of the exception
     */
    void undo(Effect effect, EffectContext context) throws Exception;
}
