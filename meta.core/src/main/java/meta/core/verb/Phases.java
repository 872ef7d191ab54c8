package meta.core.verb;

/**
 * Where the time of a call goes: how long each of its phases took, one after the other. A call's log tells it, and {@code ./meta bench
 * --phases} sums it up.
 *
 * <p>They belong to the thread that makes the call, so that a phase can be named where it ends, however deep that is.
 */
public final class Phases {
    private static final ThreadLocal<Phases> OF_THREAD = ThreadLocal.withInitial(Phases::new);

    private final StringBuilder text = new StringBuilder();
    private long last;

    private Phases() {}

    /** Begins the first phase of a call. */
    public static void begin() {
        Phases phases = OF_THREAD.get();
        phases.text.setLength(0);
        phases.last = System.nanoTime();
    }

    /** Ends a phase, and begins the next. */
    public static void end(String phase) {
        Phases phases = OF_THREAD.get();
        long now = System.nanoTime();
        phases.text.append(phases.text.isEmpty() ? "" : ", ").append(phase).append(' ');
        phases.text.append((now - phases.last) / 1000);
        phases.last = now;
    }

    /** {@return the phases so far, each with its microseconds, such as {@code observe 5200, plan 730}} */
    public static String soFar() {
        return OF_THREAD.get().text.toString();
    }
}
