package meta.image.torture;

import java.util.ArrayList;
import java.util.List;
import meta.netlink.Errno;
import meta.netlink.libc.FaultInjection;
import meta.netlink.libc.Libc;

/**
 * A fault at one of the system calls that a CNI call makes.
 *
 * @param function the name of the system call's function
 * @param number the position of the system call among all system calls that the calling thread makes for the CNI call, from 1
 */
record Fault(String function, int number, Kind kind) {
    private static final List<Errno> ERRNOS =
            List.of(Errno.ENOBUFS, Errno.ENOMEM, Errno.EINTR, Errno.EMFILE, Errno.EIO);
    private static final List<Errno> LASTING = List.of(Errno.ENOBUFS, Errno.EMFILE);

    sealed interface Kind {}

    /** The system call fails with this errno. Later system calls are made. */
    record Once(Errno errno) implements Kind {
        @Override
        public String toString() {
            return errno.toString();
        }
    }

    /** The system call fails with this errno, and so does each later system call of the same function. */
    record Lasting(Errno errno) implements Kind {
        @Override
        public String toString() {
            return errno + " from then on";
        }
    }

    /** The process is killed immediately before the system call, or before the next one that is not {@code close}. */
    record Kill() implements Kind {
        @Override
        public String toString() {
            return "SIGKILL";
        }
    }

    /** Ends a call as if its process were killed: a real SIGKILL would end the tests, too. */
    static final class Killed extends Error {
        private static final long serialVersionUID = 1;

        Killed() {
            super("killed", null, false, false);
        }
    }

    /**
     * {@return all faults that a CNI call with these system calls can have}
     *
     * @param functions the functions of the system calls, in order
     */
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

    /** {@return an injection that makes this fault happen to system calls of the calling thread only} */
    Coming here() {
        return new Coming(Thread.currentThread(), this);
    }

    /** {@return an injection that adds the function of each system call of the calling thread to the list and lets no system call fail} */
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
                            && !isClose(function)) { // as the kernel closes the files of a killed process
                        killed = true;
                        throw new Killed();
                    }
                    yield 0;
                }
            };
        }

        private int refused(String function, long[] arguments, Errno errno) {
            if (isClose(function)) { // Linux closes the descriptor even if close(2) reports an error
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
