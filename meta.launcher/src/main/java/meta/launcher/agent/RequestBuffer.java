package meta.launcher.agent;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Collects the bytes of a request: a head ({@link AgentRequest}) and, for a call, standard input. Memory is reserved as the bytes arrive,
 * so that the announcement of a large length reserves little.
 */
final class RequestBuffer {
    private static final int FIRST_BYTES = 4096;
    private static final byte[] NOTHING = {};

    private final RequestMemoryBudget.Reservation memory;
    private Part part = Part.HEAD_LENGTH;
    private byte[] bytes = NOTHING;
    private int filled;
    private int expected = Integer.BYTES;
    private @Nullable AgentRequest head;

    /** @param memory the reservation of the request, which the caller closes */
    RequestBuffer(RequestMemoryBudget.Reservation memory) {
        this.memory = memory;
    }

    private enum Part {
        HEAD_LENGTH,
        HEAD,
        STDIN_LENGTH,
        STDIN,
        COMPLETE
    }

    /**
     * Adds received bytes. Bytes after the end of the request are discarded. After an exception, the buffer must not be used any more.
     *
     * @throws MalformedRequestException if the bytes are not a request
     * @throws RequestMemoryBudget.ExceededException if all requests together would need too much memory
     */
    void add(ByteBuffer received) throws MalformedRequestException, RequestMemoryBudget.ExceededException {
        while (received.hasRemaining() && part != Part.COMPLETE) {
            reserve(Math.min(expected, filled + received.remaining()));
            int taken = Math.min(received.remaining(), expected - filled);
            received.get(bytes, filled, taken);
            filled += taken;
            while (filled == expected && part != Part.COMPLETE) {
                completePart();
            }
        }
        received.position(received.limit());
    }

    private void reserve(int needed) throws RequestMemoryBudget.ExceededException {
        if (needed <= bytes.length) {
            return;
        }
        int larger = Math.min(expected, Math.max(needed, Math.max(FIRST_BYTES, 2 * bytes.length)));
        memory.grow(larger - bytes.length);
        bytes = Arrays.copyOf(bytes, larger);
    }

    private void completePart() throws MalformedRequestException {
        switch (part) {
            case HEAD_LENGTH -> begin(Part.HEAD, AgentRequest.length(bytes));
            case HEAD -> {
                head = AgentRequest.read(bytes);
                begin(head instanceof AgentRequest.Call ? Part.STDIN_LENGTH : Part.COMPLETE, Integer.BYTES);
            }
            case STDIN_LENGTH -> begin(Part.STDIN, AgentRequest.length(bytes));
            case STDIN -> part = Part.COMPLETE;
            case COMPLETE -> throw new IllegalStateException("the request is complete");
        }
    }

    private void begin(Part next, int length) {
        part = next;
        expected = length;
        filled = 0;
        bytes = NOTHING; // the memory stays reserved for the parsed request
    }

    /** {@return the head; empty until the whole request has arrived} */
    Optional<AgentRequest> complete() {
        return part == Part.COMPLETE ? Optional.ofNullable(head) : Optional.empty();
    }

    /** {@return the standard input of a call whose whole request has arrived} */
    byte[] stdin() {
        return bytes;
    }

    boolean hasHead() {
        return head != null;
    }

    /** {@return whether the head of a call has arrived} */
    boolean isCall() {
        return head instanceof AgentRequest.Call;
    }

    /** {@return how much of the present part has arrived, such as {@code 4 of 100 bytes}} */
    String progress() {
        return filled + " of " + expected + " bytes";
    }

    boolean isEmpty() {
        return part == Part.HEAD_LENGTH && filled == 0;
    }
}
