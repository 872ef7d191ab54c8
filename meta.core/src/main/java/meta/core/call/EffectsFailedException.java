package meta.core.call;

/** An effect has failed, and those that were applied before it are undone. */
final class EffectsFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String step;
    private final String effect;
    private final String rollback;

    /**
     * @param effect the effect
     * @param reason how its handler has failed, with the jar
     * @param rollback the state of the effects
     */
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
