package meta.image.cni;

/** What a plugin is told of the plugins before it in the list. */
sealed interface Previous {
    record None() implements Previous {}

    record Result(Json json) implements Previous {}
}
