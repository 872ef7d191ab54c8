package meta.core.cni;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The value of {@code CNI_COMMAND} (CNI spec 1.1.0 "CNI operations"). */
public enum CniVerb {
    ADD(CniVersion.V0_1_0),
    DEL(CniVersion.V0_1_0),
    CHECK(CniVersion.V0_4_0),
    GC(CniVersion.V1_1_0),
    STATUS(CniVersion.V1_1_0),
    VERSION(CniVersion.V0_1_0);

    private final CniVersion since;

    CniVerb(CniVersion since) {
        this.since = since;
    }

    /** {@return the verb with this name; empty if there is none} */
    public static Optional<CniVerb> of(@Nullable String name) {
        for (CniVerb verb : values()) {
            if (verb.name().equals(name)) {
                return Optional.of(verb);
            }
        }
        return Optional.empty();
    }

    /** {@return whether a request with this verb is about one NIC of one pod} */
    public boolean isForAttachment() {
        return this == ADD || this == DEL || this == CHECK;
    }

    /** {@return the lowest {@code cniVersion} with which the verb is accepted} */
    public CniVersion since() {
        return since;
    }
}
