package meta.launcher.agent;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import meta.netlink.unix.PassedFile;
import meta.netlink.unix.UnixSocket;

/**
 * A call that has come whole, with the open files that came along and the connection for its answer. All of them are closed with it, whatever
 * becomes of the call.
 */
final class ReceivedCall implements AutoCloseable {
    private final UnixSocket client;
    private final AgentRequest.Call request;
    private final byte[] stdin;
    private final PassedFile host;
    private final Optional<PassedFile> pod;
    private final Runnable whenClosed;
    private final long since = System.nanoTime();

    private ReceivedCall(
            UnixSocket client,
            AgentRequest.Call request,
            byte[] stdin,
            PassedFile host,
            Optional<PassedFile> pod,
            Runnable whenClosed) {
        this.client = client;
        this.request = request;
        this.stdin = stdin;
        this.host = host;
        this.pod = pod;
        this.whenClosed = whenClosed;
    }

    /**
     * Takes a call over from its connection.
     *
     * @param whenClosed is run when it is closed
     * @throws MalformedRequestException where the caller's network namespace did not come along; the connection is then still the caller's
     */
    static ReceivedCall from(UnixSocket client, AgentRequest.Call request, byte[] stdin, Runnable whenClosed)
            throws MalformedRequestException {
        PassedFile host = client.takeFile()
                .orElseThrow(() -> new MalformedRequestException(
                        "no open file of the caller's network namespace came with the request"));
        return new ReceivedCall(client, request, stdin, host, client.takeFile(), whenClosed);
    }

    AgentRequest.Call request() {
        return request;
    }

    /** {@return the network configuration} */
    byte[] stdin() {
        return stdin;
    }

    /** {@return the caller's network namespace; whoever takes it over releases it} */
    PassedFile host() {
        return host;
    }

    /** {@return what {@code CNI_NETNS} names, where the caller could open it; whoever takes it over releases it} */
    Optional<PassedFile> pod() {
        return pod;
    }

    /** {@return when it came, as {@link System#nanoTime} counts} */
    long since() {
        return since;
    }

    /** {@return whether nobody waits for the answer any more, as where the runtime has killed its client} */
    boolean isAbandoned() {
        try {
            client.receiveAvailable(ByteBuffer.allocateDirect(1));
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    void answer(AgentAnswer answer) throws IOException {
        answer.sendTo(client);
    }

    @Override
    public void close() {
        host.close();
        pod.ifPresent(PassedFile::close);
        client.close();
        whenClosed.run();
    }
}
