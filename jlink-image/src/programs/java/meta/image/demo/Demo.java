package meta.image.demo;

import java.util.List;
import meta.image.demo.Screen.Style;
import meta.image.topology.Topology;

/**
 * {@code ./meta demo [--full]}: demonstrates {@code veth} and {@code router} in temporary network namespaces, and changes nothing else on
 * the machine. With {@code --full}, the demo prints all commands of a plan and all routes, rules and neighbours.
 *
 * <p>Exits with status 1 if a result differs from the expected one or the demo cannot go on, and with status 2 after an unknown argument.
 */
public final class Demo {
    private static final String NEXT = """
            install it        README.md: Install
            configure it      README.md: Configure
            plan on a node    metactl plan veth --netns /run/netns/POD <config.json
            write a step      docs/writing-a-step.md""";

    private Demo() {}

    public static void main(String[] arguments) {
        List<String> options = List.of(arguments);
        if (!List.of("--full").containsAll(options)) {
            System.err.println("usage: ./meta demo [--full]");
            System.exit(2);
        }
        System.exit(run(Screen.onStandardOutput(), options.contains("--full")) == 0 ? 0 : 1);
    }

    private static int run(Screen screen, boolean full) {
        try (Topology topology = new Topology()) { // its end removes all namespaces, also on Ctrl-C
            try {
                int surprises = new ScenePlayer(screen, VethScene.in(topology), full).perform();
                surprises += new ScenePlayer(screen, RouterScene.in(topology), full).perform();
                screen.heading("What next");
                screen.lines(Style.PLAIN, NEXT.lines().toList());
                return surprises;
            } catch (AssertionError | IllegalStateException e) {
                if (!topology.isClosed()) { // after Ctrl-C, commands fail without namespaces
                    screen.line(Style.BAD, "The demo cannot go on. " + e.getMessage());
                }
                return 1;
            }
        }
    }
}
