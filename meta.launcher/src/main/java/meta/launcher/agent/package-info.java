/**
 * The resident agent of a node: a JVM that is there already answers the calls for which a JVM would have to start.
 *
 * <p>{@link meta.launcher.agent.NodeAgent} listens on a unix socket. The launcher script hands a call to {@code lib/meta/client}, a small
 * native program, which takes it to the agent and prints what comes back. One thread reads what all clients ask. Each call is then made by a
 * thread of its own in the network namespace of its caller, by the same code as a cold one; for a call that it has no room for, the agent
 * tells the client to go the cold way. The agent uses nothing of the caller's file system: both namespaces come as open
 * files. What is kept from call to call is the node's addresses ({@link meta.core.kernel.CachedAddresses}), for calls of the namespace that the
 * agent is in itself.
 *
 * <p>What is said on a connection; a number is four bytes, the most significant first, and a text has its length in bytes in front:
 *
 * <pre>
 * agent → client   {@link meta.launcher.agent.Greeting}: 32 bytes; a client that reads anything else, or waits for 200 ms, goes the cold way
 * client → agent   {@link meta.launcher.agent.AgentRequest}, at once:
 *                    number    of all the bytes that follow
 *                    number    1, a call
 *                    number    errno of opening CNI_NETNS, 0 where that went well or was not needed
 *                    text      the plugin type
 *                    number    of variables, then each as a text: CNI_COMMAND=ADD …
 *                  with the first byte two open files: the client's network namespace, and CNI_NETNS if that could be opened
 *                  or number 4, number 2: tell how you are
 * client → agent   with a call, in its own time: standard input, as a text
 * agent → client   {@link meta.launcher.agent.AgentAnswer}: numbers of exit status, bytes of standard output, bytes of standard error; then
 *                  these. Exit status -1 stands for: go the cold way. It may come before the client has sent everything
 * </pre>
 *
 * <p>From its request on a call is the agent's, until the agent tells the client to go the cold way. Where the connection breaks, the client
 * asks the runtime to try again, and every call may be repeated.
 */
@NullMarked
package meta.launcher.agent;

import org.jspecify.annotations.NullMarked;
