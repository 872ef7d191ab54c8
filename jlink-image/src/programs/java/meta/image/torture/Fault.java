package meta.image.torture;

import java.util.ArrayList;
import java.util.List;
import meta.netlink.Errno;
import meta.netlink.libc.FaultInjection;
import meta.netlink.libc.Libc;

/**
 * A fault in one of a call's system calls.
 *
 * @param number the index of the system call among all of them, from 1
 */
record Fault(String function, int number, Kind kind) {
    private static final List<Errno> ERRNOS =
            List.of(Errno.ENOBUFS, Errno.ENOMEM, Errno.EINTR, Errno.EMFILE, Errno.EIO);
    private static final List<Errno> LASTING = List.of(Errno.ENOBUFS, Errno.EMFILE);

    sealed interface Kind {}

    record Once(Errno errno) implements Kind {
        @Override
        public String toString() {
            return errno.toString();
        }
    }

    /** The system call and all later ones of its function fail with this errno. */
    record Lasting(Errno errno) implements Kind {
        @Override
        public String toString() {
            return errno + " from then on";
        }
    }

    /** The process is killed before the system call. */
    record Kill() implements Kind {
        @Override
        public String toString() {
            return "SIGKILL";
        }
    }

    /** Ends the call in place of SIGKILL. */
    static final class Killed extends Error {
        private static final long serialVersionUID = 1;

        Killed() {
            super("killed", null, false, false);
        }
    }

    /** {@return every fault of a call that makes these system calls} */
    static List<Fault> in(List<String> functions) {
        List<Fault> faults = new ArrayList<>();
        for (int i = 0; i < functions.size(); i++) {
            String function = functions.get(i);
            for (Errno errno : ERRNOS) {
                faults.add(new Fault(function, i + 1, new Once(errno)));
            }
            for (Errno errno : LASTING) {
                faults.add(new Fault(function, i + 1, new Lasting(errno)));
            }
            faults.add(new Fault(function, i + 1, new Kill()));
        }
        return faults;
    }

    /** {@return an injection of this fault on the calling thread} */
    Coming here() {
        return new Coming(Thread.currentThread(), this);
    }

    /** {@return an injection that records the calling thread's functions, without a failure} */
    static FaultInjection noting(List<String> functions) {
        Thread caller = Thread.currentThread();
        return (function, _) -> {
            if (Thread.currentThread() == caller) {
                functions.add(function);
            }
            return 0;
        };
    }

    static final class Coming implements FaultInjection {
        private final Thread caller;
        private final Fault fault;
        private int calls;
        private boolean closing;
        private boolean killed;

        Coming(Thread caller, Fault fault) {
            this.caller = caller;
            this.fault = fault;
        }

        boolean hasKilled() {
            return killed;
        }

        @Override
        public int instead(String function, long[] arguments) {
            if (Thread.currentThread() != caller || closing) {
                return 0;
            }
            calls++;
            return switch (fault.kind) {
                case Once(Errno errno) -> calls == fault.number ? refused(function, arguments, errno) : 0;
                case Lasting(Errno errno) ->
                    calls >= fault.number && function.equals(fault.function) ? refused(function, arguments, errno) : 0;
                case Kill _ -> {
                    if (calls >= fault.number
                            && !isClose(function)) { // the kernel closes the files of a killed process
                        killed = true;
                        throw new Killed();
                    }
                    yield 0;
                }
            };
        }

        private int refused(String function, long[] arguments, Errno errno) {
            if (isClose(function)) { // the descriptor is closed even if this fails (close(2))
                closing = true;
                Libc.close((int) arguments[0]);
                closing = false;
            }
            return -errno.number();
        }

        private static boolean isClose(String function) {
            return function.equals("close");
        }
    }

    @Override
    public String toString() {
        return function + " (system call " + number + ") " + kind;
    }
}
