package meta.image.demo;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import meta.image.topology.Namespace;
import meta.image.topology.Ping;

/**
 * A ping to or from a pod, and the NIC through which the pod should send its packet.
 *
 * @param who the names of the two ends, as the demo prints them
 * @param from the namespace that sends the ping
 * @param address the destination of the ping
 * @param leaving the NIC that the pod's packet must use
 */
record ExpectedPing(String who, Namespace from, String address, Leaving leaving) {

    sealed interface Leaving {}

    /** The NIC does not matter. */
    record ByAny() implements Leaving {}

    /**
     * The pod must send its packet through this NIC.
     *
     * @param pod the namespace of the pod, which sends the ping or the answer
     * @param route the arguments of {@code ip route get} that describe the packet
     * @param nic the name of the NIC
     */
    record By(Namespace pod, String route, String nic) implements Leaving {
        private String taken() {
            String[] words = pod.ip("route get " + route).strip().split("\\s+", -1);
            return words[List.of(words).indexOf("dev") + 1];
        }
    }

    /**
     * The result of a ping.
     *
     * @param good whether an answer arrived, and the pod's route for the packet uses the expected NIC
     * @param text the result as the demo prints it
     */
    record Answer(ExpectedPing question, boolean good, String text) {}

    /**
     * {@return the results of the pings, in the order of the questions} Sends all pings at the same time, and waits two seconds at most for
     * each answer.
     */
    static List<Answer> askAll(List<ExpectedPing> questions) {
        List<CompletableFuture<Answer>> running = questions.stream()
                .map(question -> CompletableFuture.supplyAsync(
                        question::ask, task -> Thread.ofVirtual().start(task)))
                .toList();
        return running.stream().map(CompletableFuture::join).toList();
    }

    private Answer ask() {
        boolean answered = Ping.of(from, address).answersWithin(2);
        String heard = answered ? "answers" : "is silent";
        return switch (leaving) {
            case ByAny _ -> new Answer(this, answered, heard);
            case By by -> {
                String taken = by.taken();
                boolean right = taken.equals(by.nic());
                String text = heard + (answered ? " by " : ", route by ") + taken + (right ? "" : ", not " + by.nic());
                yield new Answer(this, answered && right, text);
            }
        };
    }
}
