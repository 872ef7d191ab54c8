package meta.image.torture;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import meta.core.kernel.CallKernel;
import meta.core.kernel.RuleMapping;
import meta.netlink.Family;
import meta.netlink.Prefix;
import meta.netlink.RouteProtocol;
import meta.netlink.RouteTable;
import meta.netlink.RuleAction;
import meta.netlink.netns.NamespaceException;
import meta.netlink.netns.NetworkNamespace;
import meta.netlink.socket.Request;
import meta.spi.net.Netns;
import meta.spi.net.Rule;
import meta.spi.net.RuleSelectors;

/**
 * Runs the trials of one case, each with one fault. After a call that reports success, the state must equal the state after a call without
 * a fault. After a failed CHECK, and after an ADD that failed because of one failed system call, the state must equal the state before the
 * call. The repetition of a killed or failed call must succeed; every second ADD is not repeated. After the last DEL, the only object of
 * ours that may remain is the node's rule for the table of {@code router}.
 */
final class Trials implements AutoCloseable {
    private static final int UNEXPECTED = 999;
    private static final int NOT_AS_PLANNED = 102;
    private static final int MOST_LINES = 8;
    private static final String ACCEPT_DEFAULT = "/accept_ra_defrtr";

    private final World world;
    private final TrialCase it;
    private final Call call;
    private final CallKernel kernel;
    private final KernelState first;
    private final KernelState before;
    private final KernelState wanted;
    private final List<String> functions;

    private Trials(World world, CallKernel kernel) throws NamespaceException {
        this.world = world;
        this.kernel = kernel;
        it = world.it();
        call = it.sequence().call;
        List<String> problems = new ArrayList<>();
        first = KernelState.of(kernel);
        prepare(problems);
        before = KernelState.of(kernel);
        functions = call.functions(world);
        wanted = KernelState.of(kernel);
        leave(problems);
        if (!problems.isEmpty()) {
            throw new IllegalStateException(it + ", without a fault: " + String.join("\n  ", problems));
        }
    }

    /**
     * {@return the trials for the case of this world; the caller closes them} Makes the calls of the case once without a fault.
     *
     * @throws IllegalStateException if one of these calls fails, or the state after the last DEL is wrong
     */
    static Trials in(World world) throws NamespaceException {
        CallKernel kernel = CallKernel.onDedicatedThreads(
                NetworkNamespace.open(world.node().path()),
                Optional.of(NetworkNamespace.open(world.pod().netns().path())));
        try {
            return new Trials(world, kernel);
        } catch (NamespaceException | RuntimeException e) {
            kernel.close();
            throw e;
        }
    }

    /** {@return all faults that the call of the case can have} */
    List<Fault> faults() {
        return Fault.in(functions);
    }

    /**
     * {@return the problems that a call with the fault caused; empty if there are none} If there are problems, this object must not be used
     * again.
     */
    List<String> problems(Fault fault) throws NamespaceException {
        List<String> problems = new ArrayList<>();
        prepare(problems);
        if (!problems.isEmpty()) {
            return problems;
        }
        OpenFiles files = OpenFiles.now();
        Call.Answer answer = call.make(world, fault);
        List<String> left = OpenFiles.now().notIn(files);
        if (answer.killed()) {
            OpenFiles.now().closeNotIn(files); // as the kernel does for a killed process
        } else if (!left.isEmpty()) {
            problems.add("files left open: " + left);
        }
        checkAnswer(answer, problems);
        checkState(answer, fault, problems);
        if (problems.isEmpty()) {
            finish(answer, fault.number(), problems);
        }
        if (problems.isEmpty()) {
            leave(problems);
        }
        return problems;
    }

    /** {@return the problems, without those that a call with this fault cannot avoid} */
    static List<String> avoidable(Fault fault, List<String> problems) {
        return cannotUndoSysctls(fault)
                ? problems.stream().filter(problem -> !isAboutSysctl(problem)).toList()
                : problems;
    }

    private static boolean isAboutSysctl(String problem) {
        List<String> differences = problem.lines().skip(1).toList();
        return !differences.isEmpty() && differences.stream().allMatch(line -> line.contains(ACCEPT_DEFAULT));
    }

    /**
     * Makes the call many times as a process of the image. Each process is killed at another system call of one of the {@link
     * KilledProcess#FUNCTIONS}.
     *
     * @param stride n to kill only at every n-th system call of each function
     * @param counts gets the result of each kill
     */
    void killProcesses(int stride, TrialCounts counts) throws NamespaceException {
        for (String function : KilledProcess.FUNCTIONS) {
            boolean killed = true;
            for (int number = 1; killed; number += stride) {
                KilledProcess process = new KilledProcess(call, function, number);
                List<String> problems = new ArrayList<>();
                prepare(problems);
                Call.Answer answer = process.make(world);
                killed = answer.killed();
                if (answer.succeeded()) {
                    report(
                            "it reports success, but the state is wrong",
                            KernelState.of(kernel).since(wanted),
                            answer,
                            problems);
                } else {
                    finish(answer, number, problems);
                }
                leave(problems);
                counts.add(it, function, process.toString(), problems);
            }
        }
    }

    /**
     * {@return whether the fault prevents a call from undoing its sysctls: the later system calls of a function that writes sysctls all
     * fail}
     */
    private static boolean cannotUndoSysctls(Fault fault) {
        return List.of("setns", "open", "write").contains(fault.function()) && fault.kind() instanceof Fault.Lasting;
    }

    private void prepare(List<String> problems) throws NamespaceException {
        first.restoreSettings(kernel);
        removeRuleOfNode();
        for (Call earlier : it.sequence().before) {
            must(earlier, problems);
        }
    }

    private void checkAnswer(Call.Answer answer, List<String> problems) {
        if (answer.killed()) {
            return;
        }
        boolean hasResult = answer.code() != 0 || call.verb().equals("ADD");
        String stdout = answer.stdout();
        boolean oneObject =
                stdout.startsWith("{") && stdout.endsWith("}\n") && stdout.indexOf('\n') == stdout.length() - 1;
        if (hasResult ? !oneObject : !stdout.isEmpty()) {
            problems.add("standard output: " + stdout);
        }
        if (answer.code() == UNEXPECTED) {
            problems.add("code 999: " + stdout);
        }
        if (answer.code() == NOT_AS_PLANNED) {
            problems.add("code 102, which only CHECK may report after a difference: " + stdout);
        }
    }

    private void checkState(Call.Answer answer, Fault fault, List<String> problems) {
        KernelState now = KernelState.of(kernel);
        if (answer.succeeded()) {
            report("it reports success, but the state is wrong", now.since(wanted), answer, problems);
        } else if (call.verb().equals("CHECK")) {
            report("a CHECK has changed something", now.since(before), answer, problems);
        } else if (call.verb().equals("ADD") && fault.kind() instanceof Fault.Once) {
            report("a failed ADD has left something", now.since(before), answer, problems);
        }
    }

    /**
     * If the call has not succeeded, repeats it and checks the result. Every second ADD is not repeated, so that a DEL follows the failed
     * ADD.
     */
    private void finish(Call.Answer answer, int number, List<String> problems) throws NamespaceException {
        boolean again = !answer.succeeded() && (!call.verb().equals("ADD") || number % 2 == 0);
        if (again) {
            must(call, problems);
            report(
                    "after a repetition of the call, the state is wrong",
                    KernelState.of(kernel).objectsSince(wanted),
                    answer,
                    problems);
        }
    }

    private void leave(List<String> problems) throws NamespaceException {
        for (Call later : it.sequence().after) {
            must(later, problems);
        }
        List<String> left = new ArrayList<>(KernelState.of(kernel).objectsSince(first));
        for (Family family : List.of(Family.IPV4, Family.IPV6)) {
            left.remove("+ " + ruleOfNode(family));
        }
        if (!left.isEmpty()) {
            problems.add("at the end:" + lines(left));
        }
    }

    /** Deletes the node's rule for the table of {@code router}. DEL does not delete this rule. */
    private void removeRuleOfNode() {
        List<Request> requests = new ArrayList<>();
        for (Family family : List.of(Family.IPV4, Family.IPV6)) {
            requests.add(Request.delete(RuleMapping.write(ruleOfNode(family))));
        }
        kernel.send(Netns.HOST, requests);
    }

    private static Rule ruleOfNode(Family family) {
        Rule.Key key = Rule.Key.of(
                Netns.HOST,
                1000,
                Prefix.all(family),
                Prefix.all(family),
                RuleAction.TO_TABLE,
                RouteTable.of(500),
                RuleSelectors.NONE);
        return Rule.of(key, RouteProtocol.KERNEL);
    }

    private void must(Call other, List<String> problems) throws NamespaceException {
        Call.Answer answer = other.make(world);
        if (!answer.succeeded()) {
            problems.add(other + ": " + answer.stdout());
        }
    }

    private static String lines(List<String> differences) {
        List<String> first = differences.subList(0, Math.min(differences.size(), MOST_LINES));
        String more =
                differences.size() > first.size() ? "\n    and " + (differences.size() - first.size()) + " more" : "";
        return "\n    " + String.join("\n    ", first) + more;
    }

    private static void report(String what, List<String> differences, Call.Answer answer, List<String> problems) {
        if (!differences.isEmpty()) {
            problems.add(what + " (" + answer.stdout().strip() + "):" + lines(differences));
        }
    }

    @Override
    public void close() {
        kernel.close();
    }
}
