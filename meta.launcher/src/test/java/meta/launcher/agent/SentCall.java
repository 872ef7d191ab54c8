package meta.launcher.agent;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import meta.netlink.netns.NetworkNamespace;
import meta.netlink.unix.UnixListener;
import meta.netlink.unix.UnixSocket;

/**
 * A call of the plugin type {@code veth}, in the form in which a client sends it.
 *
 * @param node the file of the client's network namespace
 * @param pod the file of the pod's network namespace
 * @param verb the value of {@code CNI_COMMAND}
 * @param stdin the network configuration
 */
record SentCall(Path node, Path pod, String verb, String stdin) {

    /**
     * Sends the call from a client, and receives it at the listener to which the client is connected. The client must be the first one that
     * the listener has not accepted yet.
     *
     * @return the received call
     */
    ReceivedCall receivedBy(UnixListener listener, UnixSocket client) throws IOException {
        try (NetworkNamespace nodeFile = NetworkNamespace.open(node);
                NetworkNamespace podFile = NetworkNamespace.open(pod)) {
            client.send(bytes(), List.of(nodeFile.descriptor(), podFile.descriptor()));
            return received(listener.accept());
        }
    }

    private static ReceivedCall received(UnixSocket client) throws IOException {
        ClientConnection connection = new ClientConnection(
                client, new RequestMemoryBudget(1 << 20), new Semaphore(0), ConcurrentHashMap.newKeySet());
        ByteBuffer chunk = ByteBuffer.allocateDirect(4096);
        try {
            while (connection.request().complete().isEmpty()) {
                connection.receive(chunk.clear());
            }
            return ReceivedCall.from(connection, (AgentRequest.Call)
                    connection.request().complete().orElseThrow());
        } catch (MalformedRequestException | RequestMemoryBudget.ExceededException e) {
            throw new AssertionError(e);
        }
    }

    private byte[] bytes() throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        DataOutputStream request = new DataOutputStream(head);
        request.writeInt(AgentRequest.CALL_KIND);
        request.writeInt(0);
        text("veth", request);
        List<String> environment = List.of(
                "CNI_COMMAND=" + verb, "CNI_CONTAINERID=3f0c6a1d52b84e07", "CNI_NETNS=" + pod, "CNI_IFNAME=eth0");
        request.writeInt(environment.size());
        for (String variable : environment) {
            text(variable, request);
        }
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(all);
        out.writeInt(head.size());
        head.writeTo(out);
        text(stdin, out);
        return all.toByteArray();
    }

    private static void text(String text, DataOutputStream out) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }
}
