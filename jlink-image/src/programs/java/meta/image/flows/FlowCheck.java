package meta.image.flows;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import meta.netlink.netns.NamespaceException;

/**
 * {@code ./meta flows}: checks whether every flow from and to a pod is answered, and which device its packets use, on each kind of overlay
 * network with each kind of further NIC. {@link Flows} is the table; {@link FlowCase} has the cases.
 *
 * <p>Checks every case, or those whose description contains all of the given words: {@code ./meta flows ROUTER CALICO TWO}.
 */
public final class FlowCheck {
    private FlowCheck() {}

    /**
     * Runs the cases, prints the differences, and exits with status 1 if a flow differs from the table.
     *
     * @param words the words in the description of the cases to run; {@code some} selects those that the build runs
     */
    public static void main(String[] words) throws IOException, NamespaceException {
        List<String> wanted = new ArrayList<>(List.of(words));
        List<FlowCase> cases = wanted.remove("some") ? FlowCase.some() : FlowCase.all();
        int run = 0;
        int wrong = 0;
        for (FlowCase it : cases) {
            if (List.of(it.toString().split(" ")).containsAll(wanted)) {
                FlowCaseRun.Findings findings = FlowCaseRun.of(it);
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
