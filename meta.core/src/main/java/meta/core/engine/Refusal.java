package meta.core.engine;

import meta.netlink.socket.Reply;

/**
 * A change that the kernel would not make.
 *
 * @param change what was tried
 * @param reply why not
 */
public record Refusal(Change change, Reply.Refused reply) {}
