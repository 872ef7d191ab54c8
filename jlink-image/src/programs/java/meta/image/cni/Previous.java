package meta.image.cni;

/** The result of the plugins before a plugin in the list. */
sealed interface Previous {
    record None() implements Previous {}

    record Result(Json json) implements Previous {}
}
