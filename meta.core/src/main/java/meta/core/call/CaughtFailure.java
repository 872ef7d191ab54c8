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
 * @param shortage the resource that the process lacked; {@link CallOutcome.Shortage#NONE} if the exception has another cause
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
     * @throws StrandedException if the exception of the call is one or suppresses one: the calling thread is in another namespace and must end,
     *     because later calls would be made in that namespace
     * @throws OutOfMemoryError if the exception of the call is one, unless only threads were lacking: the process must end
     */
    static CaughtFailure ofOneOfSeveralCalls(Throwable thrown) {
        CaughtFailure caught = of(thrown);
        if (thrown instanceof OutOfMemoryError error && caught.shortage == CallOutcome.Shortage.OF_MEMORY) {
            throw error;
        }
        requireNotStranded(thrown);
        return caught;
    }

    /**
     * Throws the {@link StrandedException} in an exception, if there is one. If a thread cannot leave the pod's namespace, the call first fails with
     * another exception. If the thread still cannot return when the call closes its kernel, the first exception suppresses the second.
     */
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

    /** {@return the failure of a call for which this process had too little memory or could not create a thread} */
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
