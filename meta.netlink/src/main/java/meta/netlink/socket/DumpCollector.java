package meta.netlink.socket;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import meta.netlink.message.NetlinkMessage;

/**
 * Collects the messages of a dump in a list. If no object changed during the last pass, the list contains the messages of this pass only. If every
 * complete pass was interrupted, because objects changed, the list is the union of these passes, without duplicates. A pass is complete if
 * {@link #end} was called for it.
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

    /** {@return the collected messages; incomplete before the end of the dump} */
    List<NetlinkMessage> messages() {
        return messages;
    }
}
