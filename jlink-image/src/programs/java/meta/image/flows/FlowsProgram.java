package meta.image.flows;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import meta.netlink.netns.NamespaceException;

/**
 * {@code ./meta flows}: checks whether the requests to and from a pod are answered, and which of the pod's devices the packets use. {@link
 * Flows} lists the requests, and {@link FlowCase} the kinds of pods.
 *
 * <p>Without arguments, the program checks all cases. Otherwise it checks the cases whose description contains all given words: {@code
 * ./meta flows ROUTER CALICO TWO}.
 */
public final class FlowsProgram {
    private FlowsProgram() {}

    /**
     * Exits with status 1 if a request was not answered, if it used another device than expected, or if an ADD or a CHECK failed.
     *
     * @param words words that the description of a case must contain; the word {@code some} instead limits the run to the cases that the
     *     build checks
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
                System.out.println(it + ": " + findings.questions() + " requests, "
                        + findings.wrong().size() + " wrong");
                findings.wrong().forEach(line -> System.out.println("  " + line));
            }
        }
        System.out.println(run + " cases, " + wrong + " of them with wrong requests");
        System.exit(wrong == 0 ? 0 : 1);
    }
}
