package meta.spi;

import java.time.Duration;

/** What a method of an {@link EffectHandler} receives in addition to the effect: the attachment and the time limit. */
public final class EffectContext {
    private final Attachment attachment;
    private final long deadline;

    private EffectContext(Attachment attachment, long deadline) {
        this.attachment = attachment;
        this.deadline = deadline;
    }

    /** {@return a context with this time limit, counted from now} */
    public static EffectContext of(Attachment attachment, Duration limit) {
        return new EffectContext(attachment, System.nanoTime() + limit.toNanos());
    }

    /**
     * {@return the attachment to which the effect belongs}
     *
     * <p>When an effect is undone, the path {@link Attachment#netns} may be empty, may not exist, or may belong to another pod.
     */
    public Attachment attachment() {
        return attachment;
    }

    /**
     * {@return the time until the limit; zero if the limit has passed}
     *
     * <p>At the limit, the thread of a third party's handler is interrupted, and the handler counts as failed.
     */
    public Duration timeLeft() {
        return Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
    }
}
