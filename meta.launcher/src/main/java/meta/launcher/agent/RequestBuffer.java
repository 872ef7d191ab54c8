package meta.launcher.agent;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a client has sent so far. Memory is taken as bytes come, whatever length the client announces, and is counted with that of all other
 * clients.
 */
final class RequestBuffer {
    private static final int FIRST_BYTES = 4096;
    private static final byte[] NOTHING = {};

    private final MemoryBudget memory;
    private Part part = Part.REQUEST_LENGTH;
    private byte[] bytes = NOTHING;
    private int filled;
    private int expected = Integer.BYTES;
    private long held;
    private @Nullable AgentRequest request;

    RequestBuffer(MemoryBudget memory) {
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
     * Takes what has come, all of it.
     *
     * @throws MalformedRequestException where it is no request
     * @throws MemoryBudgetException where there is no memory left for it
     */
    void take(ByteBuffer come) throws MalformedRequestException, MemoryBudgetException {
        while (come.hasRemaining() && part != Part.COMPLETE) {
            reserve(Math.min(expected, filled + come.remaining()));
            int taken = Math.min(come.remaining(), expected - filled);
            come.get(bytes, filled, taken);
            filled += taken;
            while (filled == expected && part != Part.COMPLETE) {
                completePart();
            }
        }
        come.position(come.limit());
    }

    private void reserve(int needed) throws MemoryBudgetException {
        if (needed <= bytes.length) {
            return;
        }
        int larger = Math.min(expected, Math.max(needed, Math.max(FIRST_BYTES, 2 * bytes.length)));
        hold(larger - bytes.length);
        bytes = Arrays.copyOf(bytes, larger);
    }

    private void hold(int more) throws MemoryBudgetException {
        if (!memory.take(more)) {
            throw new MemoryBudgetException();
        }
        held += more;
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
            case COMPLETE -> throw new IllegalStateException("complete already");
        }
    }

    private void begin(Part next, int length) {
        part = next;
        expected = length;
        filled = 0;
        bytes = NOTHING; // what a request takes in its other form is about the same, and stays counted
    }

    /** {@return what is asked, once all of it has come, for a call with its standard input} */
    Optional<AgentRequest> complete() {
        return part == Part.COMPLETE ? Optional.ofNullable(request) : Optional.empty();
    }

    /** {@return the standard input of a complete call} */
    byte[] stdin() {
        return bytes;
    }

    /** {@return whether the request has come, so that the client reads its standard input} */
    boolean hasRequest() {
        return request != null;
    }

    /** {@return whether a call is asked for, whose open files are to be there by then} */
    boolean isCall() {
        return request instanceof AgentRequest.Call;
    }

    /** {@return how far it came, for whoever wants to know why there is no call} */
    String progress() {
        return filled + " of " + expected + " bytes came";
    }

    boolean isEmpty() {
        return part == Part.REQUEST_LENGTH && filled == 0;
    }

    /** {@return how many bytes it holds, which whoever is through with it gives back} */
    long held() {
        return held;
    }
}
