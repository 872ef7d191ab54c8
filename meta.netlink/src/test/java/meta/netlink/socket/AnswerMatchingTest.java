package meta.netlink.socket;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Collections;
import java.util.List;
import meta.netlink.Errno;
import meta.netlink.codec.Frame;
import meta.netlink.message.LinkMessage;
import org.junit.jupiter.api.Test;

/** Each answer of the kernel is assigned to the request with the same sequence number. The tests create the answers themselves. */
class AnswerMatchingTest {
    private static final int DONE = 3;
    private static final int ERROR = 2;
    private static final int NEWLINK = 16;
    private static final int DUMP_INTR = 0x10;

    @Test
    void repliesAreInTheOrderOfTheRequestsEvenIfTheAnswersAreNot() {
        Batch batch = Batch.of(requests(3), 7, 10, 1000);
        batch.take(end(ERROR, 9, -17));
        batch.take(message(8, 0));
        batch.take(end(ERROR, 8, 0));
        assertThat(batch.isAnswered()).isFalse();
        batch.take(end(ERROR, 7, 0));
        assertThat(batch.isAnswered()).isTrue();
        assertThat(batch.replies())
                .containsExactly(
                        new Reply.Acknowledged(List.of()),
                        new Reply.Acknowledged(List.of(LinkMessage.any())),
                        new Reply.Rejected(Errno.EEXIST, "", 0));
    }

    @Test
    void anAnswerToARequestThatTimedOutIsIgnored() {
        Batch batch = Batch.of(requests(1), 7, 10, 1000);
        batch.take(end(ERROR, 6, -1));
        batch.take(end(ERROR, 8, -1));
        batch.take(message(6, 0));
        batch.take(end(ERROR, 7, 0));
        batch.take(end(ERROR, 7, -1));
        assertThat(batch.replies()).containsExactly(new Reply.Acknowledged(List.of()));

        DumpPass dump = new DumpPass(7, new DumpCollector());
        dump.take(message(6, DUMP_INTR));
        dump.take(end(DONE, 6, 0));
        assertThat(dump.reply()).isNull();
        assertThat(dump.isInterrupted()).isFalse();
    }

    @Test
    void sequenceNumbersCanOverflow() {
        Batch batch = Batch.of(requests(2), Integer.MAX_VALUE, 10, 1000);
        batch.take(end(ERROR, Integer.MAX_VALUE, 0));
        batch.take(end(ERROR, Integer.MIN_VALUE, 0));
        assertThat(batch.isAnswered()).isTrue();
    }

    @Test
    void aBatchContainsAsManyRequestsAsTheLimitsAllowAndAtLeastOne() {
        assertThat(Batch.of(requests(9), 1, 4, 10_000).size()).isEqualTo(4);
        assertThat(Batch.of(requests(9), 1, 100, 100).size()).isEqualTo(3);
        assertThat(Batch.of(requests(9), 1, 100, 1).size()).isEqualTo(1);
    }

    @Test
    void aDumpIsInterruptedIfOneOfItsFramesIsMarked() {
        DumpPass dump = new DumpPass(7, new DumpCollector());
        dump.take(message(7, 0));
        dump.take(message(7, DUMP_INTR));
        assertThat(dump.reply()).isNull();
        dump.take(end(DONE, 7, 0));
        assertThat(dump.reply()).isNotNull();
        assertThat(dump.isInterrupted()).isTrue();
    }

    private static List<Request> requests(int count) {
        return Collections.nCopies(count, Request.get(LinkMessage.indexed(1)));
    }

    private static Frame end(int type, int sequence, int error) {
        return new Frame(type, 0, sequence, bytes(20).putInt(0, error));
    }

    private static Frame message(int sequence, int flags) {
        return new Frame(NEWLINK, flags, sequence, bytes(16));
    }

    private static ByteBuffer bytes(int count) {
        return ByteBuffer.allocate(count).order(ByteOrder.nativeOrder());
    }
}
