package meta.core.call;

/** Thrown if the handler of an effect fails, after the rollback of the {@link EffectRun}. */
final class EffectsFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String step;
    private final String effect;
    private final String rollback;

    /** @param rollback how many actions were rolled back, and which ones could not be */
    EffectsFailedException(String step, String effect, String reason, String rollback) {
        super(reason);
        this.step = step;
        this.effect = effect;
        this.rollback = rollback;
    }

    String step() {
        return step;
    }

    String effect() {
        return effect;
    }

    String rollback() {
        return rollback;
    }
}
