package meta.image.cni;

/** The values of {@code CNI_COMMAND}. */
public enum Verb {
    ADD,
    DEL,
    CHECK,
    GC,
    STATUS,
    VERSION
}
