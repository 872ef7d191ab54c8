package meta.image.flows;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import meta.netlink.netns.NamespaceException;

/**
 * {@code ./meta flows}: checks whether the flows of a pod are answered, and which devices their packets use. {@link Flows} has the flows,
 * {@link FlowCase} the cases.
 *
 * <p>Checks all cases, or those whose description contains all given words: {@code ./meta flows ROUTER CALICO TWO}.
 */
public final class FlowCheck {
    private FlowCheck() {}

    /**
     * Exits with status 1 if a flow differs.
     *
     * @param words words of descriptions; {@code some} selects the cases that the build runs
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
