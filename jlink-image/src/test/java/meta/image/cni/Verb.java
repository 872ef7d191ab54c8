package meta.image.cni;

/** What a CNI plugin can be asked for ({@code CNI_COMMAND}) by the tests here. */
public enum Verb {
    ADD,
    DEL,
    CHECK,
    GC,
    STATUS,
    VERSION
}
