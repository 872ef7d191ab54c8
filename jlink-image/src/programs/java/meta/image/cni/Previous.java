package meta.image.cni;

/** The previous result that a runtime passes to a call: none, or the result of an earlier plugin or of an earlier call. */
sealed interface Previous {
    record None() implements Previous {}

    record Result(Json json) implements Previous {}
}
