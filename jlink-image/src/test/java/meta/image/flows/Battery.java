package meta.image.flows;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import meta.netlink.netns.NamespaceException;

/**
 * The battery of flows: pods on each kind of overlay network with each kind of further NIC, and for every flow from and to them whether
 * it is answered and by which device its packets leave and come. {@link Flows} is the table; {@link FlowCase} has the cases.
 *
 * <p>It runs every case, or those whose description contains all of the given words: {@code ./meta flows ROUTER CALICO TWO}.
 */
public final class Battery {
    private Battery() {}

    /**
     * Ends with exit status 1 where anything is not as the table says.
     *
     * @param words what the cases to run have in their description; {@code some} for those that the build runs
     */
    public static void main(String[] words) throws IOException, NamespaceException {
        List<String> wanted = new ArrayList<>(List.of(words));
        List<FlowCase> cases = wanted.remove("some") ? FlowCase.some() : FlowCase.all();
        int run = 0;
        int wrong = 0;
        for (FlowCase it : cases) {
            if (List.of(it.toString().split(" ")).containsAll(wanted)) {
                Run.Findings findings = Run.of(it);
                run++;
                wrong += findings.wrong().isEmpty() ? 0 : 1;
                System.out.println(it + ": " + findings.questions() + " questions, "
                        + findings.wrong().size() + " wrong");
                findings.wrong().forEach(line -> System.out.println("  " + line));
            }
        }
        System.out.println(run + " cases, " + wrong + " of them not as they should be");
        System.exit(wrong == 0 ? 0 : 1);
    }
}
