package meta.core.call;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import meta.core.plugin.BoundEffect;
import meta.core.reconcile.Change;
import meta.core.reconcile.ChangeCommands;
import meta.core.reconcile.packet.PacketShellCommand;
import meta.core.record.OwnedEffect;
import meta.spi.Claim;
import meta.spi.Plan;
import meta.spi.Plan.IfSilent;

/**
 * Prints the plan of an ADD.
 *
 * @param out receives the commands and comments, in order
 * @param netns the path of the pod's network namespace, for commands that can be pasted into a shell of the node. If empty, each command
 *     begins with its namespace, {@code host} or {@code pod}
 */
record AddPlanPrinter(Consumer<String> out, String netns) {

    /** Prints the notes as comments. */
    void printNotes(List<String> notes) {
        notes.forEach(this::printComment);
    }

    /**
     * Prints the plan.
     *
     * @param recorded the effects that may be in force; those that are not planned are printed as effects to undo
     * @return whether the plan contains an address conflict
     */
    boolean print(CallPlan plan, List<OwnedEffect> recorded) {
        printNotes(plan.notes());
        plan.warnings().forEach(warning -> printComment("warning: " + warning));
        boolean fails = printProbes(plan);
        for (Change change : plan.changes().list()) {
            String reason = change.reason().isEmpty() ? "" : "  # " + onOneLine(change.reason());
            ChangeCommands line = new ChangeCommands(change);
            List<String> commands = netns.isEmpty() ? line.lines() : line.inShell(netns);
            commands.forEach(command -> out.accept(command + reason));
        }
        for (BoundEffect effect : plan.effects().list()) {
            printComment("then applied, unless it is in force: " + effect);
        }
        List<OwnedEffect> obsolete = new ArrayList<>(recorded);
        obsolete.removeAll(plan.effects().owned());
        obsolete.forEach(effect -> printComment("then undone: " + effect));
        if (!plan.changes().isEmpty()) {
            printAnnouncements(plan);
        } else if (!fails) {
            boolean hasEffects = !plan.effects().list().isEmpty() || !obsolete.isEmpty();
            printComment(hasEffects ? "nothing to change in the kernel" : "all is as it should be");
        }
        return fails;
    }

    private boolean printProbes(CallPlan plan) {
        boolean fails = false;
        for (Plan.Item item : plan.items()) {
            switch (item) {
                case Plan.Conflict conflict -> {
                    printComment("the ADD fails, because " + conflict.owner() + " has " + conflict.address());
                    fails = true;
                }
                case Plan.Probe probe ->
                    printComment("first: "
                            + (netns.isEmpty()
                                    ? PacketShellCommand.of(probe)
                                    : PacketShellCommand.inShell(probe, netns)));
                case Plan.Expect expect ->
                    printComment((expect.ifSilent() == IfSilent.FAIL
                                    ? "first, must be answered: "
                                    : "first, should be answered: ")
                            + (netns.isEmpty()
                                    ? PacketShellCommand.of(expect)
                                    : PacketShellCommand.inShell(expect, netns)));
                case Plan.Ensure _, Plan.Remove _, Plan.Report _, Plan.Perform _, Plan.Undo _ -> {}
                case Plan.Announce _, Plan.Warning _ -> {}
            }
        }
        return fails;
    }

    private void printAnnouncements(CallPlan plan) {
        Set<Claim> claims = new HashSet<>(); // several steps may plan the same announcement
        for (Plan.Item item : plan.items()) {
            if (item instanceof Plan.Announce announce && claims.add(announce.claim())) {
                printComment("afterwards: "
                        + (netns.isEmpty()
                                ? PacketShellCommand.of(announce)
                                : PacketShellCommand.inShell(announce, netns)));
            }
        }
    }

    private void printComment(String text) {
        out.accept("# " + onOneLine(text));
    }

    /** {@return the text with escapes in place of line feeds} In a shell, a comment ends at a line feed. */
    private static String onOneLine(String text) {
        return text.replace("\n", "\\n");
    }
}
