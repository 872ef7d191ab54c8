package meta.netlink.socket;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import meta.netlink.message.NetlinkMessage;

/**
 * Collects the messages of a dump: those of the last pass or, if {@link #end} reports the last pass as interrupted, the union of the passes
 * that it reports as interrupted, without duplicates.
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
