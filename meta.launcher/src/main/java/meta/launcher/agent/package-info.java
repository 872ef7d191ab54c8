/**
 * The agent of a node: a JVM that keeps running and answers calls, so that calls need not start a JVM.
 *
 * <p>{@link meta.launcher.agent.NodeAgent} listens on a unix socket. The client ({@code client.c}) sends the call to the agent and prints
 * the answer. A cold call is a call for which the client starts a JVM.
 *
 * <p>In the protocol, a number has four bytes, in network byte order. A text is its length in bytes, as a number, and then the bytes.
 *
 * <pre>
 * agent → client   {@link meta.launcher.agent.AgentGreeting}: 32 bytes. If other bytes arrive, or not all within 200 ms, the client
 *                  makes a cold call
 * client → agent   the head of the request ({@link meta.launcher.agent.AgentRequest}), at once:
 *                    number    length of the rest of the head
 *                    number    1, a call
 *                    number    errno of opening CNI_NETNS; 0 if it was opened or is not set
 *                    text      plugin type
 *                    number    count of the variables that follow
 *                    text      each variable: CNI_COMMAND=ADD …
 *                  With the first byte, the client sends one or two open files ({@code SCM_RIGHTS}): its network namespace, and
 *                  CNI_NETNS if it was opened. To request the agent's status, a client sends only the numbers 4 and 2
 * client → agent   for a call, later, the rest of the request: standard input, as a text
 * agent → client   {@link meta.launcher.agent.AgentAnswer}: three numbers, which are the exit status, the length of standard output and the
 *                  length of standard error; then standard output and standard error. On exit status -1, the client makes a cold
 *                  call; this answer may arrive before the client has sent everything. On exit status -3, the client makes a cold
 *                  call at a low priority. Before the answer, the agent sends the number -2 about every ten seconds while it
 *                  works on the call
 * </pre>
 *
 * <p>If the connection breaks after the head of the request was sent, or the client receives nothing for a minute, the client reports the
 * CNI error code 11, try again later. It makes no cold call, because the agent may be running the call.
 */
@NullMarked
package meta.launcher.agent;

import org.jspecify.annotations.NullMarked;
