package meta.core.engine;

import java.util.List;
import java.util.Optional;
import meta.netlink.Errno;
import meta.netlink.socket.Reply;

/**
 * What has come of a change.
 *
 * @param change what was to be made
 * @param made what was made instead, where the kernel took only something like it, or where more became known of what was there before
 * @param reply the kernel's answer
 * @param uncertain whether the answer did not come, so that the change may have been made
 */
record Outcome(Change change, Change made, Reply reply, boolean uncertain) {
    private static final List<Errno> GONE = List.of(Errno.ENOENT, Errno.ESRCH, Errno.ENODEV, Errno.EADDRNOTAVAIL);

    static Outcome of(Change change, Reply reply) {
        return new Outcome(change, change, reply, false);
    }

    /** {@return what has to be taken back if the whole is} */
    Optional<Change> undoable() {
        return reply instanceof Reply.Accepted || uncertain ? Optional.of(made) : Optional.empty();
    }

    /** {@return whether all is as the change wants it although the kernel has refused it: gone already, or there already} */
    boolean isAsWished() {
        return reply instanceof Reply.Refused(Errno errno, String _, int _)
                && switch (change) {
                    case Change.Delete _ -> GONE.contains(errno);
                    case Change.Create _ -> errno.equals(Errno.EEXIST) || GONE.contains(errno);
                    case Change.Replace _ -> GONE.contains(errno);
                };
    }
}
