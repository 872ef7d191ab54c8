package meta.image.cni;

/** The {@code prevResult} of a call. */
sealed interface Previous {
    record None() implements Previous {}

    record Result(Json json) implements Previous {}
}
