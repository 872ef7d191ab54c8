package meta.core.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import meta.core.call.CallOutcome.Shortage;
import meta.core.cni.CallFailedException;
import meta.core.cni.Failure;
import meta.netlink.Errno;
import meta.netlink.ShortageException;
import meta.netlink.netns.StrandedException;
import meta.netlink.socket.NetlinkException;
import org.junit.jupiter.api.Test;

/**
 * Each exception of a call becomes a failure. There is one exception to this: on a thread that makes further calls, an exception is thrown
 * again if the thread or the process must end after it.
 */
class CaughtFailureTest {
    @Test
    void theFailureOfACallFailedExceptionIsUnchanged() {
        Failure failure = new Failure.NicMissing("no device net1 in the pod");

        assertThat(CaughtFailure.of(new CallFailedException(failure)))
                .isEqualTo(new CaughtFailure(failure, Shortage.NONE, false));
    }

    @Test
    void aShortageOfTheProcessIsTemporary() {
        assertThat(CaughtFailure.of(new ShortageException("no file descriptor left", Errno.EMFILE)))
                .isEqualTo(new CaughtFailure(
                        new Failure.Exhausted("no file descriptor left: EMFILE"), Shortage.TEMPORARY, false));
    }

    @Test
    void aFullHeapIsAShortageOfMemoryButALackOfThreadsIsTemporary() {
        assertThat(CaughtFailure.of(new OutOfMemoryError("Java heap space")))
                .isEqualTo(new CaughtFailure(
                        new Failure.Exhausted("out of memory: Java heap space"), Shortage.OF_MEMORY, false));
        assertThat(CaughtFailure.of(new OutOfMemoryError("unable to create native thread"))
                        .shortage())
                .isEqualTo(Shortage.TEMPORARY);
    }

    @Test
    void anExceptionThatTheFailureDoesNotExplainIsLogged() {
        assertThat(CaughtFailure.of(new UncheckedIOException(new IOException("closed"))))
                .isEqualTo(new CaughtFailure(
                        new Failure.InputOutput("the kernel", "java.io.IOException: closed"), Shortage.NONE, true));
        assertThat(CaughtFailure.of(new IllegalStateException("a bug")))
                .isEqualTo(new CaughtFailure(
                        new Failure.Unexpected("java.lang.IllegalStateException: a bug"), Shortage.NONE, true));
    }

    @Test
    void aThreadThatCannotReturnToItsNamespaceMakesNoFurtherCall() {
        StrandedException stranded = new StrandedException("/run/netns/home: setns: EPERM", Errno.EPERM);
        IllegalStateException closing = new IllegalStateException("closed first");
        closing.addSuppressed(stranded);
        NetlinkException visit = new NetlinkException("setns", Errno.ENOMEM);
        visit.addSuppressed(closing);

        for (Throwable thrown : List.of(stranded, closing, visit)) {
            assertThatThrownBy(() -> CaughtFailure.ofOneOfSeveralCalls(thrown)).isSameAs(stranded);
        }
    }

    @Test
    void aProcessWithAFullHeapMakesNoFurtherCallButAProcessWithoutThreadsMay() {
        OutOfMemoryError heap = new OutOfMemoryError("Java heap space");
        OutOfMemoryError threads = new OutOfMemoryError("unable to create native thread");

        assertThatThrownBy(() -> CaughtFailure.ofOneOfSeveralCalls(heap)).isSameAs(heap);
        assertThat(CaughtFailure.ofOneOfSeveralCalls(threads)).isEqualTo(CaughtFailure.of(threads));
    }
}
