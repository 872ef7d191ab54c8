package meta.image.cni;

/** The {@code prevResult} that a call passes to the plugin: none, or a result. */
sealed interface Previous {
    record None() implements Previous {}

    record Result(Json json) implements Previous {}
}
