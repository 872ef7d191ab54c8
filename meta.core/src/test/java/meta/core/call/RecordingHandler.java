package meta.core.call;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import meta.spi.Effect;
import meta.spi.EffectContext;
import meta.spi.EffectHandler;

/**
 * An effect handler that only remembers which effects are in force. It records each call of {@code apply} and {@code undo} as a text,
 * such as {@code apply a 1}: the method, the key, and the entry {@code text} of the effect's data. A failed {@code apply} leaves the effect in force. A failed
 * {@code undo} does not change whether the effect is in force.
 */
final class RecordingHandler implements EffectHandler {
    private final String kind;
    private final List<String> calls = Collections.synchronizedList(new ArrayList<>());
    private final Set<Effect> inForce = Collections.synchronizedSet(new HashSet<>());
    private final Set<String> failing = new HashSet<>();
    private final Set<String> hanging = new HashSet<>();
    private final Set<String> exhausting = new HashSet<>();
    private final CountDownLatch released = new CountDownLatch(1);
    private String stubborn = "";

    RecordingHandler(String kind) {
        this.kind = kind;
    }

    /** {@return the recorded calls of {@code apply} and {@code undo}, in order} */
    List<String> calls() {
        return List.copyOf(calls);
    }

    /** Makes later calls throw an {@link IOException} if their text begins with the given one. */
    void failing(String call) {
        failing.add(call);
    }

    /** Makes later calls wait for an interrupt if their text begins with the given one. */
    void hanging(String call) {
        hanging.add(call);
    }

    /** Makes later calls throw an {@link OutOfMemoryError} if their text begins with the given one. */
    void exhausting(String call) {
        exhausting.add(call);
    }

    /** Makes {@code isInForce} wait for {@link #release} and ignore interrupts, for effects with this key. */
    void stubborn(String key) {
        stubborn = key;
    }

    /** Ends the wait of {@code isInForce}. */
    void release() {
        released.countDown();
    }

    @Override
    public String kind() {
        return kind;
    }

    @Override
    public boolean isInForce(Effect effect, EffectContext context) {
        while (effect.key().equals(stubborn) && released.getCount() > 0) {
            Thread.onSpinWait();
        }
        return inForce.contains(effect);
    }

    @Override
    public void apply(Effect effect, EffectContext context) throws Exception {
        inForce.add(effect);
        note("apply " + effect.key() + " " + effect.data().getOrDefault("text", ""));
    }

    @Override
    public void undo(Effect effect, EffectContext context) throws Exception {
        note("undo " + effect.key() + " " + effect.data().getOrDefault("text", ""));
        inForce.remove(effect);
    }

    private void note(String call) throws IOException, InterruptedException {
        calls.add(call);
        if (failing.stream().anyMatch(call::startsWith)) {
            throw new IOException(call.replaceFirst(" \\d$", "") + " failed");
        }
        if (exhausting.stream().anyMatch(call::startsWith)) {
            throw new OutOfMemoryError("all gone");
        }
        if (hanging.stream().anyMatch(call::startsWith)) {
            new CountDownLatch(1).await();
        }
    }
}
