package meta.image.torture;

import java.util.ArrayList;
import java.util.List;
import meta.image.topology.IpFamilies;

/** A case of the torture program: a plugin type, the IP families of the NICs, and a sequence of CNI calls. */
record TrialCase(Type type, IpFamilies stack, CallSequence sequence) {
    enum Type {
        VETH("veth"),
        ROUTER("router");

        final String plugin;

        Type(String plugin) {
            this.plugin = plugin;
        }
    }

    /** The call under test, the calls before it that prepare the pod, and the calls after it that revert the ADDs. */
    @SuppressWarnings("ImmutableEnumChecker") // the lists are immutable, and calls are records
    enum CallSequence {
        ADD(List.of(), new Call("ADD", Nic.FIRST), List.of(new Call("DEL", Nic.FIRST))),
        CHECK(List.of(new Call("ADD", Nic.FIRST)), new Call("CHECK", Nic.FIRST), List.of(new Call("DEL", Nic.FIRST))),
        DEL(List.of(new Call("ADD", Nic.FIRST)), new Call("DEL", Nic.FIRST), List.of()),
        GC(
                List.of(new Call("ADD", Nic.FIRST), new Call(Call.RELEASE, Nic.FIRST)),
                new Call("GC", Nic.FIRST),
                List.of(new Call("DEL", Nic.FIRST))),
        ADD_SECOND(
                List.of(new Call("ADD", Nic.FIRST)),
                new Call("ADD", Nic.SECOND),
                List.of(new Call("DEL", Nic.SECOND), new Call("DEL", Nic.FIRST))),
        CHECK_SECOND(
                List.of(new Call("ADD", Nic.FIRST), new Call("ADD", Nic.SECOND)),
                new Call("CHECK", Nic.SECOND),
                List.of(new Call("DEL", Nic.SECOND), new Call("DEL", Nic.FIRST))),
        DEL_SECOND(
                List.of(new Call("ADD", Nic.FIRST), new Call("ADD", Nic.SECOND)),
                new Call("DEL", Nic.SECOND),
                List.of(new Call("DEL", Nic.FIRST))),
        /** The DEL of the first NIC does not delete the veth pair: it gives the pair the mark (ifalias) of the second NIC. */
        DEL_FIRST_OF_TWO(
                List.of(new Call("ADD", Nic.FIRST), new Call("ADD", Nic.SECOND)),
                new Call("DEL", Nic.FIRST),
                List.of(new Call("DEL", Nic.SECOND)));

        final List<Call> before;
        final Call call;
        final List<Call> after;

        CallSequence(List<Call> before, Call call, List<Call> after) {
            this.before = before;
            this.call = call;
            this.after = after;
        }
    }

    /**
     * {@return the cases of both plugin types: each sequence in a dual-stack pod, and each sequence of calls for one NIC also in an IPv4
     * pod and in an IPv6 pod}
     */
    static List<TrialCase> all() {
        List<TrialCase> all = new ArrayList<>();
        for (Type type : Type.values()) {
            for (IpFamilies stack : IpFamilies.values()) {
                for (CallSequence sequence : CallSequence.values()) {
                    boolean ofOneNic = sequence.compareTo(CallSequence.ADD_SECOND) < 0;
                    if (stack == IpFamilies.DUAL || ofOneNic) {
                        all.add(new TrialCase(type, stack, sequence));
                    }
                }
            }
        }
        return all;
    }

    @Override
    public String toString() {
        return type + " " + stack + " " + sequence;
    }
}
