package meta.image.demo;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import meta.image.topology.Namespace;
import meta.image.topology.Ping;

/**
 * A ping, and the NIC through which the pod should send its packet.
 *
 * @param who the two ends, for the output
 */
record ExpectedPing(String who, Namespace from, String address, Leaving leaving) {

    sealed interface Leaving {}

    /** Through any NIC. */
    record ByAny() implements Leaving {}

    /**
     * Through one NIC of several.
     *
     * @param route the words of {@code ip route get} for the packet
     */
    record By(Namespace pod, String route, String nic) implements Leaving {
        private String taken() {
            String[] words = pod.ip("route get " + route).strip().split("\\s+", -1);
            return words[List.of(words).indexOf("dev") + 1];
        }
    }

    /** @param good whether there is an answer and the packet's route is through the right NIC */
    record Answer(ExpectedPing question, boolean good, String text) {}

    /** {@return the results of simultaneous pings, in the order of the questions} */
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
