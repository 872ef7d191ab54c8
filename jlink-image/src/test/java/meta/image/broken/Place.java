package meta.image.broken;

enum Place {
    CLASS_INITIALIZATION(Phase.LOADING),
    CONSTRUCTOR(Phase.LOADING),
    DECLARATION(Phase.LOADING),
    OPTION(Phase.CONFIGURATION),
    QUESTIONS(Phase.PLANNING),
    PLAN(Phase.PLANNING),
    IS_IN_FORCE(Phase.EFFECT),
    APPLY(Phase.EFFECT),
    QUESTIONS_OF_DEL(Phase.DEL),
    UNDO(Phase.DEL),
    RELEASE(Phase.DEL);

    /** When the code runs. */
    enum Phase {
        /** In each call, even if it does not name the step. */
        LOADING,
        CONFIGURATION,
        PLANNING,
        EFFECT,
        /** In a DEL, not in a successful ADD. */
        DEL
    }

    private final Phase phase;

    Place(Phase phase) {
        this.phase = phase;
    }

    Phase phase() {
        return phase;
    }

    /** {@return whether the code can return null} */
    boolean hasResult() {
        return this == DECLARATION
                || this == OPTION
                || this == PLAN
                || this == RELEASE
                || this == QUESTIONS
                || this == QUESTIONS_OF_DEL;
    }
}
