package meta.spi;

import java.time.Duration;

/** The input of an {@link EffectHandler} in addition to the effect. */
public final class EffectContext {
    private final Attachment attachment;
    private final long deadline;

    private EffectContext(Attachment attachment, long deadline) {
        this.attachment = attachment;
        this.deadline = deadline;
    }

    /** {@return a context whose time ends after {@code limit} from now} */
    public static EffectContext of(Attachment attachment, Duration limit) {
        return new EffectContext(attachment, System.nanoTime() + limit.toNanos());
    }

    /**
     * {@return the NIC of the call, and its pod}
     *
     * <p>When an effect is undone, the path {@link Attachment#netns} may be empty, lead nowhere, or lead to another pod.
     */
    public Attachment attachment() {
        return attachment;
    }

    /**
     * {@return the time that is left, at least 0}
     *
     * <p>When no time is left, the thread of a third party's handler is interrupted, and the call of the handler counts as failed.
     */
    public Duration timeLeft() {
        return Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
    }
}
