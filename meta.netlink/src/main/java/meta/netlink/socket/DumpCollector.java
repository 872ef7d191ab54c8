package meta.netlink.socket;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import meta.netlink.message.NetlinkMessage;

/**
 * Collects the messages of the first pass of a dump that was not interrupted. If each pass was interrupted, collects the messages of all passes
 * without duplicates.
 */
final class DumpCollector implements DumpSink {
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

    /** {@return the collected messages; complete only after the dump} */
    List<NetlinkMessage> messages() {
        return messages;
    }
}
