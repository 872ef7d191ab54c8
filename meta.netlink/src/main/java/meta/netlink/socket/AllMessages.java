package meta.netlink.socket;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import meta.netlink.message.NetlinkMessage;

/** Keeps every message of a dump: those of a try that was not interrupted, else those of all tries. */
final class AllMessages implements DumpSink {
    private final Set<NetlinkMessage> told = new LinkedHashSet<>();
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
            told.addAll(messages);
            messages = new ArrayList<>(told);
        }
    }

    List<NetlinkMessage> messages() {
        return messages;
    }
}
