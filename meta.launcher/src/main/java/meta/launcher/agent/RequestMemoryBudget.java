package meta.launcher.agent;

/** Limits the memory that all requests together may take. Thread-safe. */
final class RequestMemoryBudget {
    private final long maxBytes;
    private long reserved;

    RequestMemoryBudget(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    /** Thrown if all requests together would take more memory than the budget. */
    static final class ExceededException extends Exception {
        private static final long serialVersionUID = 1L;

        private ExceededException() {
            super("all requests together are too large", null, false, false);
        }
    }

    /** The memory that is reserved for one request. Closing returns it to the budget. One thread at a time may use a reservation. */
    final class Reservation implements AutoCloseable {
        private long bytes;

        /**
         * Reserves more memory.
         *
         * @param more the number of additional bytes
         * @throws ExceededException if the budget does not suffice; the reservation is then unchanged
         */
        void grow(long more) throws ExceededException {
            if (!take(more)) {
                throw new ExceededException();
            }
            bytes += more;
        }

        long bytes() {
            return bytes;
        }

        @Override
        public void close() {
            giveBack(bytes);
            bytes = 0;
        }
    }

    /** {@return a reservation of zero bytes, which the caller closes} */
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

    synchronized long reserved() {
        return reserved;
    }
}
