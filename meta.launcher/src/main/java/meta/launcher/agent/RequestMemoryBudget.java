package meta.launcher.agent;

/** A limit on the bytes that all requests take together, each from its first byte until its connection is closed. Thread-safe. */
final class RequestMemoryBudget {
    private final long maxBytes;
    private long reserved;

    /**
     * Creates a budget without reservations.
     *
     * @param maxBytes the limit for all requests together
     */
    RequestMemoryBudget(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    /** Thrown if the budget does not suffice for a request. The client then makes its call without the agent. */
    static final class ExceededException extends Exception {
        private static final long serialVersionUID = 1L;

        private ExceededException() {
            super("all requests together are too large", null, false, false);
        }
    }

    /** The memory of one request. Closing returns the memory to the budget. One thread at a time may use a reservation. */
    final class Reservation implements AutoCloseable {
        private long bytes;

        /**
         * Reserves more memory.
         *
         * @throws ExceededException if the budget does not suffice; the reservation is then unchanged
         */
        void grow(long more) throws ExceededException {
            if (!take(more)) {
                throw new ExceededException();
            }
            bytes += more;
        }

        /** {@return how many bytes are reserved for this request} */
        long bytes() {
            return bytes;
        }

        @Override
        public void close() {
            giveBack(bytes);
            bytes = 0;
        }
    }

    /** {@return a reservation of no bytes} */
    Reservation reserve() {
        return new Reservation();
    }

    private synchronized boolean take(long bytes) {
        if (reserved + bytes > maxBytes) {
            return false;
        }
        reserved += bytes;
        return true;
    }

    private synchronized void giveBack(long bytes) {
        reserved -= bytes;
    }

    /** {@return how many bytes are reserved for all requests together} */
    synchronized long reserved() {
        return reserved;
    }
}
