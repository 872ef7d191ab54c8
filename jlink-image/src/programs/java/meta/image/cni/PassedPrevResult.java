package meta.image.cni;

/** The {@code prevResult} that a call passes to the plugin: none, or a result. */
sealed interface PassedPrevResult {
    record None() implements PassedPrevResult {}

    record Result(Json json) implements PassedPrevResult {}
}
