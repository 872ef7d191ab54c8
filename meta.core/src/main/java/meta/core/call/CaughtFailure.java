package meta.core.call;

import java.io.UncheckedIOException;
import meta.core.cni.CallFailedException;
import meta.core.cni.Failure;
import meta.netlink.ShortageException;
import meta.netlink.message.MalformedMessageException;
import meta.netlink.netns.StrandedException;
import meta.netlink.socket.NetlinkException;

/**
 * The failure of a call that has ended with an exception.
 *
 * @param shortage the resource whose lack has caused the failure
 * @param hasTrace whether the log must contain the stack trace
 */
record CaughtFailure(Failure failure, CallOutcome.Shortage shortage, boolean hasTrace) {

    /** {@return the failure for any exception or error that a call can throw} */
    static CaughtFailure of(Throwable thrown) {
        String message = String.valueOf(thrown.getMessage());
        return switch (thrown) {
            case CallFailedException failed -> untraced(failed.failure());
            case OutOfMemoryError error -> outOfMemory(error);
            case ShortageException _ -> untraced(new Failure.Exhausted(message));
            case StrandedException _ -> traced(new Failure.InputOutput("the kernel", message));
            case UncheckedIOException _ -> traced(new Failure.InputOutput("the kernel", message));
            case NetlinkException failed when failed.errno().isShortage() -> traced(new Failure.Exhausted(message));
            case NetlinkException _ -> traced(new Failure.InputOutput("netlink", message));
            case MalformedMessageException _ -> traced(new Failure.InputOutput("netlink", message));
            default -> traced(new Failure.Unexpected(thrown.toString())); // a bug, or a library that is missing
        };
    }

    /**
     * {@return the failure for an exception or error after which the thread can make further calls}
     *
     * @throws OutOfMemoryError if {@code thrown} is such an error, unless it only means that no thread could be created
     * @throws StrandedException otherwise, if {@code thrown} is one or suppresses one, directly or indirectly. The thread is in the wrong
     *     network namespace and must end
     */
    static CaughtFailure ofOneOfSeveralCalls(Throwable thrown) {
        CaughtFailure caught = of(thrown);
        if (thrown instanceof OutOfMemoryError error && caught.shortage == CallOutcome.Shortage.OF_MEMORY) {
            throw error;
        }
        requireNotStranded(thrown);
        return caught;
    }

    /** Throws the exception, or one that it suppresses directly or indirectly, if that is a {@link StrandedException}. */
    private static void requireNotStranded(Throwable thrown) {
        if (thrown instanceof StrandedException stranded) {
            throw stranded;
        }
        for (Throwable suppressed : thrown.getSuppressed()) {
            requireNotStranded(suppressed);
        }
    }

    private static CaughtFailure untraced(Failure failure) {
        return new CaughtFailure(failure, CallOutcome.of(failure).shortage(), false);
    }

    private static CaughtFailure traced(Failure failure) {
        return new CaughtFailure(failure, CallOutcome.of(failure).shortage(), true);
    }

    private static CaughtFailure outOfMemory(OutOfMemoryError error) {
        CallOutcome.Shortage shortage =
                CallOutcome.isOfThreads(error) ? CallOutcome.Shortage.TEMPORARY : CallOutcome.Shortage.OF_MEMORY;
        return new CaughtFailure(new Failure.Exhausted("out of memory: " + error.getMessage()), shortage, false);
    }

    CallOutcome outcome() {
        return CallOutcome.of(failure).withShortage(shortage);
    }
}
