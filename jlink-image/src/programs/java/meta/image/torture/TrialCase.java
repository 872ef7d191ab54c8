package meta.image.torture;

import java.util.ArrayList;
import java.util.List;
import meta.image.topology.Stack;

record TrialCase(Type type, Stack stack, CallSequence sequence) {
    enum Type {
        VETH("veth"),
        ROUTER("router");

        final String plugin;

        Type(String plugin) {
            this.plugin = plugin;
        }
    }

    /** A call, the calls that prepare the pod, and the calls that remove all NICs. */
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
        /** The DEL hands the veth pair over to the second NIC. */
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

    /** {@return every sequence with both IP families, and every sequence of one NIC also with one family} */
    static List<TrialCase> all() {
        List<TrialCase> all = new ArrayList<>();
        for (Type type : Type.values()) {
            for (Stack stack : Stack.values()) {
                for (CallSequence sequence : CallSequence.values()) {
                    boolean ofOneNic = sequence.compareTo(CallSequence.ADD_SECOND) < 0;
                    if (stack == Stack.DUAL || ofOneNic) {
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
