package meta.core.record;

import meta.spi.Effect;

/**
 * An effect that a step has planned for an attachment.
 *
 * @param step the name of the step
 */
public record OwnedEffect(String step, Effect effect) {

    /** {@return whether both effects have the same step, kind and key} */
    public boolean hasKeyOf(OwnedEffect other) {
        return step.equals(other.step) && effect.hasKeyOf(other.effect);
    }

    /** {@return a text such as {@code notify: effect webhook: POST http://10.0.0.1/pods}} */
    @Override
    public String toString() {
        return step + ": effect " + effect;
    }
}
