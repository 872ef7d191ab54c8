package meta.image.demo;

import java.util.ArrayList;
import java.util.List;
import meta.image.cluster.Image;
import meta.image.cni.Verb;
import meta.image.demo.Screen.Style;
import meta.image.topology.Command;

/** Performs a scene of the demo and prints it. */
final class ScenePlayer {
    /** The maximum number of lines of a plan that are printed without {@code --full}. */
    private static final int PLAN_LINES = 8;

    /** The maximum number of lines of a table that are printed without {@code --full}. */
    private static final int TABLE_LINES = 16;

    private final Screen screen;
    private final Scene scene;
    private final boolean full;
    private int surprises;

    ScenePlayer(Screen screen, Scene scene, boolean full) {
        this.screen = screen;
        this.scene = scene;
        this.full = full;
    }

    /**
     * Performs the scene: prints the problem, makes the ADD, and checks and prints the result. At the end, makes the DEL of all plugins for
     * the NIC. May be called only once.
     *
     * @return the number of results that differ from the expected results
     * @throws AssertionError if a CNI call fails
     */
    int perform() {
        scene.nic().addMain();
        screen.heading(scene.title());
        screen.lines(Style.PLAIN, scene.drawing().lines().toList());

        screen.heading("1  The problem: " + scene.problem());
        List<ExpectedPing.Answer> without = ask();
        if (without.stream().allMatch(ExpectedPing.Answer::good)) {
            surprises++; // everything works without the plugin
        }

        screen.heading("2  The cure: " + scene.type() + ", after " + scene.before() + " in the network's list");
        screen.lines(Style.COMMAND, scene.config().lines().toList());

        screen.heading("3  What it would do: metactl plan " + scene.type());
        showPlan();

        screen.heading("4  What it does: ADD");
        Tables podBefore = Tables.of(scene.pod().netns());
        Tables nodeBefore = Tables.of(scene.node().netns());
        long begin = System.nanoTime();
        scene.nic().addLast();
        screen.line(
                Style.PLAIN, "ADD took " + (System.nanoTime() - begin) / 1_000_000 + " ms, in a process of its own.");
        Tables podAfter = Tables.of(scene.pod().netns());
        Tables nodeAfter = Tables.of(scene.node().netns());
        show("the pod's routes, rules and neighbours", podBefore, podAfter);
        show("the node's routes, rules and neighbours", nodeBefore, nodeAfter);

        screen.heading("5  The result");
        List<ExpectedPing.Answer> with = ask();
        surprises += (int) with.stream().filter(answer -> !answer.good()).count();

        screen.heading("6  Until the pod is deleted");
        scene.nic().check();
        promise(true, "CHECK finds everything as planned");
        scene.nic().addLast();
        promise(Tables.of(scene.pod().netns()).equals(podAfter), "a second ADD changes nothing");
        scene.nic().delLast();
        Tables nodeAgain = Tables.of(scene.node().netns());
        promise(
                nodeAgain.routes().equals(nodeBefore.routes())
                        && nodeAgain.neighbors().equals(nodeBefore.neighbors()),
                "DEL leaves the node's routes and neighbours as they were");
        scene.nic().del();
        return surprises;
    }

    private List<ExpectedPing.Answer> ask() {
        List<ExpectedPing.Answer> answers = ExpectedPing.askAll(scene.questions());
        for (ExpectedPing.Answer answer : answers) {
            ExpectedPing question = answer.question();
            tell(answer.good(), "%-21s  %-13s %s".formatted(question.who(), question.address(), answer.text()));
        }
        return answers;
    }

    private void showPlan() {
        List<String> plan = plan();
        List<String> shown = new ArrayList<>();
        int commands = 0;
        for (String command : plan) {
            List<String> lines = WrappedCommand.wrapped(command, Screen.WIDTH);
            if (!full && shown.size() + lines.size() > PLAN_LINES) {
                break;
            }
            shown.addAll(lines);
            commands++;
        }
        screen.lines(Style.COMMAND, shown);
        more(plan.size() - commands);
    }

    private List<String> plan() {
        return Command.of(
                        Image.bin("metactl").toString(),
                        "plan",
                        scene.type(),
                        "--netns",
                        scene.pod().netns().path().toString(),
                        "--container-id",
                        scene.pod().containerId(),
                        "--ifname",
                        scene.nic().ifname())
                .in(scene.node().netns())
                .reading(scene.nic().last(Verb.ADD).stdin())
                .run()
                .text()
                .lines()
                .toList();
    }

    private void show(String title, Tables before, Tables after) {
        screen.line(Style.BOLD, title);
        List<Runnable> lines = new ArrayList<>();
        for (String line : before.lines()) {
            if (!after.lines().contains(line)) {
                lines.add(() -> screen.line(Style.BAD, "- " + line));
            }
        }
        for (String line : after.lines()) {
            boolean isOld = before.lines().contains(line);
            lines.add(() -> screen.line(isOld ? Style.FAINT : Style.GOOD, (isOld ? "  " : "+ ") + line));
        }
        int shown = full ? lines.size() : Math.min(TABLE_LINES, lines.size());
        lines.subList(0, shown).forEach(Runnable::run);
        more(lines.size() - shown);
    }

    private void more(int hidden) {
        if (hidden > 0) {
            screen.line(Style.FAINT, "… " + hidden + " more; ./meta demo --full shows them");
        }
    }

    private void promise(boolean kept, String text) {
        surprises += kept ? 0 : 1;
        tell(kept, text);
    }

    private void tell(boolean good, String text) {
        screen.line(good ? Style.GOOD : Style.BAD, (good ? "✓ " : "✗ ") + text);
    }
}
