package meta.launcher.agent;

import java.io.IOException;
import java.util.Optional;
import meta.netlink.unix.PassedFile;

/**
 * A CNI call that has arrived completely. Closing it closes the connection to the client, and the open files that were not released. It
 * must be closed exactly once, because {@link #close} releases a permit of the semaphore for clients.
 */
final class ReceivedCall implements AutoCloseable {
    private final ClientConnection client;
    private final AgentRequest.Call request;
    private final byte[] stdin;
    private final PassedFile host;
    private final Optional<PassedFile> pod;
    private final long since = System.nanoTime();

    private ReceivedCall(
            ClientConnection client,
            AgentRequest.Call request,
            byte[] stdin,
            PassedFile host,
            Optional<PassedFile> pod) {
        this.client = client;
        this.request = request;
        this.stdin = stdin;
        this.host = host;
        this.pod = pod;
    }

    /**
     * {@return the call that has arrived on a connection; closing the call closes the connection} The whole request must have arrived.
     *
     * @param request the head of the request
     * @throws MalformedRequestException if the open file of the client's network namespace has not arrived; the connection stays open
     */
    static ReceivedCall from(ClientConnection client, AgentRequest.Call request) throws MalformedRequestException {
        PassedFile host = client.takeFile().orElseThrow(ReceivedCall::noNamespace);
        return new ReceivedCall(client, request, client.request().stdin(), host, client.takeFile());
    }

    static MalformedRequestException noNamespace() {
        return new MalformedRequestException("the open file of the caller's network namespace is missing");
    }

    AgentRequest.Call request() {
        return request;
    }

    /** {@return the network configuration} */
    byte[] stdin() {
        return stdin;
    }

    /** {@return the open file of the client's network namespace} */
    PassedFile host() {
        return host;
    }

    /** {@return the open file of the path in {@code CNI_NETNS}; empty if the client has sent no such file} */
    Optional<PassedFile> pod() {
        return pod;
    }

    /** {@return the {@link System#nanoTime} of the arrival of the whole call} */
    long since() {
        return since;
    }

    /** {@return whether the client has closed the connection, or the connection has failed} */
    boolean isAbandoned() {
        return client.isClosedByClient();
    }

    /**
     * Sends the answer to the client. Does not close the call.
     *
     * @throws IOException as for {@link ClientConnection#answer}
     */
    void answer(AgentAnswer answer) throws IOException {
        client.answer(answer);
    }

    @Override
    public void close() {
        host.close();
        pod.ifPresent(PassedFile::close);
        client.close();
    }
}
