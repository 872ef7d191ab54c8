package meta.core.kernel;

import java.util.ArrayList;
import java.util.List;
import meta.netlink.socket.Reply;
import meta.netlink.socket.Request;
import meta.spi.net.Netns;
import meta.spi.net.SysctlValue;

/** Passes requests to the real kernel and counts them. Rejects some requests instead of passing them, as a {@link Fault} decides. */
public final class FaultyKernel implements DelegatingKernel {
    /** Decides which requests are rejected. */
    @FunctionalInterface
    public interface Fault {
        /**
         * {@return whether the request is rejected}
         *
         * @param number the position of the request among all requests, dumps and written sysctls so far, from 1
         * @param request the {@link Request}, which may be a dump, or the {@link SysctlValue} to write
         */
        boolean rejects(int number, Object request);
    }

    private final KernelPort real;
    private final Fault fault;
    private final Reply.Rejected rejection;
    private int requests;
    private int calls;

    /**
     * Creates an access to the real kernel that rejects some requests.
     *
     * @param rejection the reply to each rejected request
     */
    public FaultyKernel(KernelPort real, Reply.Rejected rejection, Fault fault) {
        this.real = real;
        this.rejection = rejection;
        this.fault = fault;
    }

    /** {@return the number of requests, dumps and written sysctls until now, including the rejected ones} */
    public int requests() {
        return requests;
    }

    /** {@return the number of calls of {@code send}, {@code dump} and {@code writeSysctl} until now} */
    public int calls() {
        return calls;
    }

    @Override
    public KernelPort real() {
        return real;
    }

    @Override
    public List<Reply> send(Netns netns, List<Request> wanted) {
        calls++;
        List<Request> passed = new ArrayList<>();
        List<Boolean> rejected = new ArrayList<>();
        for (Request request : wanted) {
            boolean isRejected = fault.rejects(++requests, request);
            rejected.add(isRejected);
            if (!isRejected) {
                passed.add(request);
            }
        }
        List<Reply> answers = passed.isEmpty() ? List.of() : real.send(netns, passed);
        List<Reply> replies = new ArrayList<>();
        int next = 0;
        for (boolean isRejected : rejected) {
            replies.add(isRejected ? rejection : answers.get(next++));
        }
        return replies;
    }

    @Override
    public Reply dump(Netns netns, Request request) {
        calls++;
        return fault.rejects(++requests, request) ? rejection : real.dump(netns, request);
    }

    @Override
    public Reply writeSysctl(SysctlValue wanted) {
        calls++;
        return fault.rejects(++requests, wanted) ? rejection : real.writeSysctl(wanted);
    }
}
