package meta.image.demo;

import java.util.List;
import meta.image.cluster.Image;
import meta.image.cni.Attachment;
import meta.image.cni.Verb;
import meta.image.demo.Screen.Style;
import meta.image.topology.Command;
import meta.image.topology.Output;
import meta.image.topology.Topology;

/**
 * {@code ./meta demo}: what hurts without {@code veth}, what it plans, what it does, and that it works, on a LAN made of
 * network namespaces. Ends with exit status 1 when anything that should work does not.
 */
public final class Demo {
    private final Screen screen;
    private final Scene scene;
    private final Attachment eth0;
    private int surprises;

    private Demo(Screen screen, Scene scene) {
        this.screen = screen;
        this.scene = scene;
        eth0 = scene.network().attachment(scene.pod(), "eth0");
    }

    public static void main(String[] arguments) {
        System.exit(run(Screen.onStandardOutput()) == 0 ? 0 : 1);
    }

    /** {@return how much went otherwise than told} */
    private static int run(Screen screen) {
        try (Topology topology = new Topology()) { // takes everything away again, also on Ctrl-C
            try {
                return new Demo(screen, Scene.in(topology)).play();
            } catch (AssertionError | IllegalStateException e) {
                if (!topology
                        .isClosed()) { // closed already: somebody has pressed Ctrl-C, and what fails now fails for that
                    screen.line(Style.BAD, "The demo cannot go on. " + e.getMessage());
                }
                return 1;
            }
        }
    }

    private int play() {
        eth0.addMain();
        screen.heading("A pod on the LAN of its node");
        screen.lines(Style.PLAIN, Scene.DRAWING.lines().toList());

        screen.heading("1  What hurts: macvlan alone reaches the LAN, but neither the node nor its Services");
        ask(false);

        screen.heading("2  The cure: veth, chained after macvlan in the network's conflist");
        screen.lines(Style.COMMAND, Scene.VETH.lines().toList());

        screen.heading("3  What it would do: metactl plan");
        screen.lines(Style.COMMAND, plan());

        screen.heading("4  What it does");
        Tables podBefore = Tables.of(scene.pod().netns());
        Tables nodeBefore = Tables.of(scene.node().netns());
        long begin = System.nanoTime();
        eth0.addLast();
        screen.line(Style.PLAIN, "ADD, a process of its own, took " + (System.nanoTime() - begin) / 1_000_000 + " ms");
        Tables podAfter = Tables.of(scene.pod().netns());
        Tables nodeAfter = Tables.of(scene.node().netns());
        show("the pod's routes and neighbours", podBefore, podAfter);
        show("the node's routes and neighbours", nodeBefore, nodeAfter);

        screen.heading("5  Now everybody answers");
        ask(true);

        screen.heading("6  And it stays so, until the pod goes");
        eth0.check();
        tell(true, "CHECK finds all as planned");
        eth0.addLast();
        promise(Tables.of(scene.pod().netns()).equals(podAfter), "ADD once more changes nothing");
        eth0.delLast();
        promise(Tables.of(scene.node().netns()).equals(nodeBefore), "DEL leaves the node as it was");
        eth0.del();
        return surprises;
    }

    private void ask(boolean withVeth) {
        for (Pings.Result result : Pings.of(scene).ask()) {
            Pings.Question question = result.question();
            if (result.answered() != (withVeth || !question.needsVeth())) {
                surprises++; // also when something works that should not: then the demo shows nothing
            }
            tell(
                    result.answered(),
                    "%-14s  %-14s %s"
                            .formatted(
                                    question.who(), question.address(), result.answered() ? "answers" : "is silent"));
        }
    }

    private List<String> plan() {
        Output plan = Command.of(
                        Image.bin("metactl").toString(),
                        "plan",
                        "veth",
                        "--netns",
                        scene.pod().netns().path().toString(),
                        "--container-id",
                        scene.pod().containerId())
                .in(scene.node().netns())
                .reading(eth0.last(Verb.ADD).stdin())
                .run();
        return plan.text().lines().toList();
    }

    private void show(String title, Tables before, Tables after) {
        screen.line(Style.BOLD, title);
        for (String line : after.lines()) {
            if (before.has(line)) {
                screen.line(Style.FAINT, "  " + line);
            } else {
                screen.line(Style.NEW, "+ " + line);
            }
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
