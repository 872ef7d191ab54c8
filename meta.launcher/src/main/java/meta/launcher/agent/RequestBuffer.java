package meta.launcher.agent;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The part of a client's request that has arrived. Memory is reserved as the bytes arrive, in steps that double, and not at once for the
 * length that the client announces.
 */
final class RequestBuffer {
    private static final int FIRST_BYTES = 4096;
    private static final byte[] NOTHING = {};

    private final RequestMemoryBudget.Reservation memory;
    private Part part = Part.REQUEST_LENGTH;
    private byte[] bytes = NOTHING;
    private int filled;
    private int expected = Integer.BYTES;
    private @Nullable AgentRequest request;

    /**
     * Creates an empty buffer.
     *
     * @param memory the reservation of the request, which grows with the request; the caller closes it
     */
    RequestBuffer(RequestMemoryBudget.Reservation memory) {
        this.memory = memory;
    }

    private enum Part {
        REQUEST_LENGTH,
        REQUEST,
        STDIN_LENGTH,
        STDIN,
        COMPLETE
    }

    /**
     * Adds bytes that have arrived. Bytes after a complete request are discarded. After an exception, the buffer must not be used any more.
     *
     * @param received the bytes; after this method, the position of the buffer is its limit
     * @throws MalformedRequestException if the bytes are not a request
     * @throws RequestMemoryBudget.ExceededException if the budget does not suffice for the bytes
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
            case REQUEST_LENGTH -> begin(Part.REQUEST, AgentRequest.length(bytes));
            case REQUEST -> {
                request = AgentRequest.read(bytes);
                begin(request instanceof AgentRequest.Call ? Part.STDIN_LENGTH : Part.COMPLETE, Integer.BYTES);
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
        bytes = NOTHING; // the reservation stays: the parsed request takes about as much memory as its bytes
    }

    /** {@return the request; empty until all of it has arrived, including the standard input of a call} */
    Optional<AgentRequest> complete() {
        return part == Part.COMPLETE ? Optional.ofNullable(request) : Optional.empty();
    }

    /** {@return the standard input of a call} Must only be called if {@link #complete} returns a call. */
    byte[] stdin() {
        return bytes;
    }

    /** {@return whether the request has arrived, with or without the standard input of a call} */
    boolean hasRequest() {
        return request != null;
    }

    /** {@return whether the request of a call has arrived, with or without its standard input; if so, its open files have arrived too} */
    boolean isCall() {
        return request instanceof AgentRequest.Call;
    }

    /** {@return how much of the current part (request or standard input) has arrived, for the journal, such as {@code 4 of 100 bytes}} */
    String progress() {
        return filled + " of " + expected + " bytes";
    }

    /** {@return whether no byte has arrived} */
    boolean isEmpty() {
        return part == Part.REQUEST_LENGTH && filled == 0;
    }
}
