package meta.image.broken;

/** The methods and initializers of a third-party step that can contain faulty code. */
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

    /** The part of a call in which the code runs. */
    enum Phase {
        /** While the jar is loaded, in each call, even if the configuration does not name the step. */
        LOADING,
        CONFIGURATION,
        PLANNING,
        EFFECT,
        /** In a DEL. The code does not run in a successful ADD. */
        DEL
    }

    private final Phase phase;

    Place(Phase phase) {
        this.phase = phase;
    }

    Phase phase() {
        return phase;
    }

    /** {@return whether the method at this place returns an object, and so can return null} */
    boolean hasResult() {
        return this == DECLARATION
                || this == OPTION
                || this == PLAN
                || this == RELEASE
                || this == QUESTIONS
                || this == QUESTIONS_OF_DEL;
    }
}
