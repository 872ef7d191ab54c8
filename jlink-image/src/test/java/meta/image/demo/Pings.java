package meta.image.demo;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import meta.image.topology.Namespace;
import meta.image.topology.Ping;

/** Who of the scene can talk to whom, asked all at once. */
record Pings(List<Question> questions) {
    /**
     * One ping.
     *
     * @param needsVeth whether it is what macvlan alone cannot do
     */
    record Question(String who, Namespace from, String address, boolean needsVeth) {}

    record Result(Question question, boolean answered) {}

    static Pings of(Scene scene) {
        Namespace pod = scene.pod().netns();
        Namespace node = scene.node().netns();
        return new Pings(List.of(
                new Question("pod  → LAN", pod, "172.18.0.1", false),
                new Question("pod  → LAN", pod, "fd00:18::1", false),
                new Question("pod  → node", pod, "172.18.0.2", true),
                new Question("pod  → node", pod, "fd00:18::2", true),
                new Question("node → pod", node, "172.18.24.1", true),
                new Question("node → pod", node, "fd00:18::24:1", true),
                new Question("pod  → Service", pod, "10.96.0.1", true),
                new Question("pod  → Service", pod, "fd00:96::1", true)));
    }

    List<Result> ask() {
        List<CompletableFuture<Result>> running = questions.stream()
                .map(question -> CompletableFuture.supplyAsync(
                        () -> new Result(
                                question,
                                Ping.of(question.from(), question.address()).answersWithin(2)),
                        task -> Thread.ofVirtual().start(task)))
                .toList();
        return running.stream().map(CompletableFuture::join).toList();
    }
}
