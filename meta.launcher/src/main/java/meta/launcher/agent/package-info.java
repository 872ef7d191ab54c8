/**
 * The agent of a node: a JVM that keeps running and answers calls, so that calls need not start a JVM.
 *
 * <p>{@link meta.launcher.agent.NodeAgent} listens on a unix socket. The client ({@code client.c}), a small native program that the runtime starts,
 * sends the call to the agent and prints the answer. Each call runs on a separate thread in the network namespace of its client. The agent receives
 * both namespaces as open files.
 *
 * <p>In the protocol, a number has four bytes, in network byte order. A text is its length in bytes as a number, then the bytes.
 *
 * <pre>
 * agent → client   {@link meta.launcher.agent.Greeting}: 32 bytes. If other bytes arrive, or none within 200 ms, the client makes
 *                  a cold call
 * client → agent   the head of the request ({@link meta.launcher.agent.AgentRequest}), at once:
 *                    number    length of the rest of the head
 *                    number    1, a call
 *                    number    errno of opening CNI_NETNS; 0 if it was opened or is not set
 *                    text      plugin type
 *                    number    count of variables, then each as a text: CNI_COMMAND=ADD …
 *                  The first byte carries one or two open files: the client's network namespace, and CNI_NETNS if it was opened.
 *                  Or the numbers 4 and 2, the head of a request for the agent's status
 * client → agent   for a call, later, the rest of the request: standard input, as a text
 * agent → client   {@link meta.launcher.agent.AgentAnswer}: as numbers the exit status, the length of standard output and the length of
 *                  standard error, then both. Exit status -1 makes the client make a cold call; it may arrive before the client
 *                  has sent everything. With exit status -3, the client makes the cold call at a low priority. The number -2 may
 *                  precede the answer, every ten seconds: the agent works on the call
 * </pre>
 *
 * <p>If the connection breaks after the request, or nothing arrives for a minute, the client reports the error code that makes the runtime try again.
 *
 * <p>An agent ends when another version is installed ({@link meta.launcher.image.InstalledVersion}).
 */
@NullMarked
package meta.launcher.agent;

import org.jspecify.annotations.NullMarked;
