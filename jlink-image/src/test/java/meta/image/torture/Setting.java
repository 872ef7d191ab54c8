package meta.image.torture;

import java.util.ArrayList;
import java.util.List;
import meta.image.topology.Stack;

/**
 * What a call is tried in: the plugin, the families, and what else the pod has.
 *
 * @param type the plugin
 * @param stack the families
 * @param deed which call, and after which others
 */
record Setting(Type type, Stack stack, Deed deed) {
    enum Type {
        VETH("veth"),
        ROUTER("router");

        final String plugin;

        Type(String plugin) {
            this.plugin = plugin;
        }
    }

    /** A call, the calls before it, and those after it that leave the pod as it was at first. */
    @SuppressWarnings("ImmutableEnumChecker") // the lists are those of List.of, and their calls are records
    enum Deed {
        ADD(List.of(), new Call("ADD", Nic.FIRST), List.of(new Call("DEL", Nic.FIRST))),
        CHECK(List.of(new Call("ADD", Nic.FIRST)), new Call("CHECK", Nic.FIRST), List.of(new Call("DEL", Nic.FIRST))),
        DEL(List.of(new Call("ADD", Nic.FIRST)), new Call("DEL", Nic.FIRST), List.of()),
        GC(List.of(new Call("ADD", Nic.FIRST)), new Call("GC", Nic.FIRST), List.of(new Call("DEL", Nic.FIRST))),
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
        /** The link that was made for the first NIC is handed over to the second, which then is the last. */
        DEL_FIRST_OF_TWO(
                List.of(new Call("ADD", Nic.FIRST), new Call("ADD", Nic.SECOND)),
                new Call("DEL", Nic.FIRST),
                List.of(new Call("DEL", Nic.SECOND)));

        final List<Call> before;
        final Call call;
        final List<Call> after;

        Deed(List<Call> before, Call call, List<Call> after) {
            this.before = before;
            this.call = call;
            this.after = after;
        }
    }

    /** {@return every setting: each deed with both families, and those of one NIC with one family too} */
    static List<Setting> all() {
        List<Setting> all = new ArrayList<>();
        for (Type type : Type.values()) {
            for (Stack stack : Stack.values()) {
                for (Deed deed : Deed.values()) {
                    boolean ofOneNic = deed.compareTo(Deed.ADD_SECOND) < 0;
                    if (stack == Stack.DUAL || ofOneNic) {
                        all.add(new Setting(type, stack, deed));
                    }
                }
            }
        }
        return all;
    }

    @Override
    public String toString() {
        return type + " " + stack + " " + deed;
    }
}
