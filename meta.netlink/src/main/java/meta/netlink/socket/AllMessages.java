package meta.netlink.socket;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import meta.netlink.message.NetlinkMessage;

/** Collects the messages of a dump: those of the first pass that was not interrupted, or the union of the passes if each was interrupted. */
final class AllMessages implements DumpSink {
    private final Set<NetlinkMessage> ofAllPasses = new LinkedHashSet<>();
    private List<NetlinkMessage> messages = new ArrayList<>();

    @Override
    public void begin() {
        messages = new ArrayList<>();
    }

    @Override
    public void take(NetlinkMessage message) {
        messages.add(message);
    }

    @Override
    public void end(boolean interrupted) {
        if (interrupted) {
            ofAllPasses.addAll(messages);
            messages = new ArrayList<>(ofAllPasses);
        }
    }

    /** {@return the messages; valid after the dump} */
    List<NetlinkMessage> messages() {
        return messages;
    }
}
