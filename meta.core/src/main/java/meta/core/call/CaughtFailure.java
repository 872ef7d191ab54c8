package meta.core.call;

import java.io.UncheckedIOException;
import meta.core.cni.CallFailedException;
import meta.core.cni.Failure;
import meta.netlink.ShortageException;
import meta.netlink.message.MalformedMessageException;
import meta.netlink.netns.StrandedException;
import meta.netlink.socket.NetlinkException;

/**
 * The failure of a call that ended with an exception.
 *
 * @param failure the failure to report
 * @param shortage the resource that the process lacked, if that is the cause
 * @param hasTrace whether the log must show the stack trace, because the failure may not contain the cause
 */
record CaughtFailure(Failure failure, CallOutcome.Shortage shortage, boolean hasTrace) {

    /** {@return the failure for anything that a call can throw} */
    static CaughtFailure of(Throwable thrown) {
        String message = String.valueOf(thrown.getMessage());
        return switch (thrown) {
            case CallFailedException failed -> known(failed.failure());
            case OutOfMemoryError error -> outOfMemory(error);
            case ShortageException _ -> known(new Failure.Exhausted(message));
            case StrandedException _ -> traced(new Failure.InputOutput("the kernel", message));
            case UncheckedIOException _ -> traced(new Failure.InputOutput("the kernel", message));
            case NetlinkException failed when failed.errno().isShortage() -> traced(new Failure.Exhausted(message));
            case NetlinkException _ -> traced(new Failure.InputOutput("netlink", message));
            case MalformedMessageException _ -> traced(new Failure.InputOutput("netlink", message));
            default -> traced(new Failure.Unexpected(thrown.toString())); // a bug, or a library that is missing
        };
    }

    /**
     * {@return the failure for anything that a call can throw, for a thread that then makes other calls}
     *
     * @throws StrandedException if the calling thread is in another namespace, also if the exception of the call only suppresses this one: the thread
     *     must end, because later calls would be made in that namespace
     * @throws OutOfMemoryError if the heap is used up: the process must end
     */
    static CaughtFailure ofOneOfSeveralCalls(Throwable thrown) {
        CaughtFailure caught = of(thrown);
        if (thrown instanceof OutOfMemoryError error && caught.shortage == CallOutcome.Shortage.OF_MEMORY) {
            throw error;
        }
        requireNotStranded(thrown);
        return caught;
    }

    /** A failed visit is first reported by an exception of the visit. The thread is brought back when the call closes its kernel. */
    private static void requireNotStranded(Throwable thrown) {
        if (thrown instanceof StrandedException stranded) {
            throw stranded;
        }
        for (Throwable suppressed : thrown.getSuppressed()) {
            requireNotStranded(suppressed);
        }
    }

    private static CaughtFailure known(Failure failure) {
        return new CaughtFailure(failure, CallOutcome.of(failure).shortage(), false);
    }

    private static CaughtFailure traced(Failure failure) {
        return new CaughtFailure(failure, CallOutcome.of(failure).shortage(), true);
    }

    /** This process has too little memory, or too few threads, for the call. */
    private static CaughtFailure outOfMemory(OutOfMemoryError error) {
        CallOutcome.Shortage shortage =
                CallOutcome.isOfThreads(error) ? CallOutcome.Shortage.TEMPORARY : CallOutcome.Shortage.OF_MEMORY;
        return new CaughtFailure(new Failure.Exhausted("out of memory: " + error.getMessage()), shortage, false);
    }

    /** {@return how the call has ended} */
    CallOutcome outcome() {
        return CallOutcome.of(failure).withShortage(shortage);
    }
}
