package meta.image.demo;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import meta.image.topology.Namespace;
import meta.image.topology.Ping;

/**
 * One ping of the demo, and the NIC through which the pod should send its packet.
 *
 * @param who the two ends, as the demo prints them
 * @param from the namespace that sends the ping
 * @param address the pinged address
 * @param leaving the NIC through which the pod's packet leaves, if it matters
 */
record ExpectedPing(String who, Namespace from, String address, Leaving leaving) {

    /** The NIC through which the pod's packet of a ping leaves. */
    sealed interface Leaving {}

    /** The NIC does not matter, because the pod has only one. */
    record ByAny() implements Leaving {}

    /**
     * The pod has several NICs, and its packet must leave through one of them.
     *
     * @param route the words of {@code ip route get} for the packet
     * @param nic the NIC that the packet must use
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
     * @param good whether there is an answer, and the packet used the right NIC
     * @param text the result in words
     */
    record Answer(ExpectedPing question, boolean good, String text) {}

    /** {@return the results of the pings, in the order of the questions; the pings are sent at the same time} */
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
