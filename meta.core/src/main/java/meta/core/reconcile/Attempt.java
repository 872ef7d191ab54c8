package meta.core.reconcile;

import java.util.List;
import meta.netlink.Errno;
import meta.netlink.socket.Reply;
import meta.netlink.socket.Request;
import org.jspecify.annotations.Nullable;

/** A change while its requests are answered. */
final class Attempt {
    /** What the kernel says of a route, rule, neighbour, address or link that is not there, or whose device is not. */
    private static final List<Errno> GONE = List.of(Errno.ENOENT, Errno.ESRCH, Errno.ENODEV, Errno.EADDRNOTAVAIL);

    private final ChangeRequests wanted;
    private boolean begun;
    private Reply.@Nullable Rejected refusal;

    Attempt(ChangeRequests wanted) {
        this.wanted = wanted;
        refusal = wanted.problem().orElse(null);
    }

    int stages() {
        return wanted.stages().size();
    }

    /** {@return what is to be sent at this stage; nothing after a refusal} */
    ChangeRequests.Stage stage(int number) {
        boolean nothing = refusal != null || number >= stages();
        return nothing
                ? new ChangeRequests.Stage(wanted.change().netns(), List.of())
                : wanted.stages().get(number);
    }

    void take(Request request, Reply reply) {
        switch (reply) {
            case Reply.Acknowledged _ -> begun = true;
            case Reply.Rejected refused -> {
                boolean gone = request.operation() == Request.Operation.DELETE && GONE.contains(refused.errno());
                if (!gone) {
                    refuse(refused);
                }
            }
        }
    }

    /** Nobody knows what has become of its requests. */
    void lose(Reply.Rejected why) {
        begun = true;
        refuse(why);
    }

    void refuse(Reply.Rejected why) {
        if (refusal == null) {
            refusal = why;
        }
    }

    ChangeResult outcome() {
        Change change = wanted.change();
        if (refusal == null) {
            return begun ? new ChangeResult.Made(change, change) : new ChangeResult.AlreadySo(change);
        }
        return begun ? new ChangeResult.HalfMade(change, change, refusal) : new ChangeResult.Refused(change, refusal);
    }
}
