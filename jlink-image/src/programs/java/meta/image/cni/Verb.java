package meta.image.cni;

/** The values of {@code CNI_COMMAND} that tests use. */
public enum Verb {
    ADD,
    DEL,
    CHECK,
    GC,
    STATUS,
    VERSION
}
