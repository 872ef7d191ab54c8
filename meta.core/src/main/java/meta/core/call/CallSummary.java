package meta.core.call;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import meta.core.cni.BoundedText;
import meta.core.reconcile.Change;
import meta.core.reconcile.IpLine;
import meta.netlink.IpAddress;
import meta.spi.Addressing;
import meta.spi.Attachment;
import org.apache.logging.log4j.Logger;

/** What a call has done, as its log tells it: each change for who looks closely, and one line for everybody. */
final class CallSummary {
    private static final int LONGEST = 1000; // a line that a terminal shows on some ten rows

    private CallSummary() {}

    static void log(Logger log, List<Change> changes, String netns) {
        if (log.isDebugEnabled()) {
            for (String line : BoundedText.list(lines(changes, netns))) {
                log.debug("{}", line);
            }
        }
    }

    /**
     * {@return the changes as commands to paste into a shell of the node: a line for what a step has changed in a row, or a few where that
     * is long}
     *
     * @param netns the path of the pod's namespace
     */
    static List<String> lines(List<Change> changes, String netns) {
        List<String> lines = new ArrayList<>();
        String heading = "";
        StringBuilder line = new StringBuilder();
        for (Change change : changes) {
            String its = change.reason().isEmpty() ? change.step() : change.step() + " (" + change.reason() + ")";
            if (!its.equals(heading) || line.length() > LONGEST) {
                flush(line, lines);
                heading = its;
                line.append(its).append(": ");
            } else {
                line.append(" && ");
            }
            line.append(new IpLine(change).inOneLine(netns));
        }
        flush(line, lines);
        return lines;
    }

    private static void flush(StringBuilder line, List<String> lines) {
        if (!line.isEmpty()) {
            lines.add(line.toString());
            line.setLength(0);
        }
    }

    /** {@return such as {@code ADD eth0 done in 23 ms: 10.6.0.9 via 10.6.0.2, 19 changes}} */
    static String summary(String verb, Attachment attachment, Addressing addressing, String what) {
        String gateways = addresses(addressing.gateways());
        String via = gateways.isEmpty() ? "" : " via " + gateways;
        return beginning(verb, attachment) + addresses(addressing.pod()) + via + ", " + what;
    }

    /** {@return the same, where nothing is known but addresses} */
    static String summary(String verb, Attachment attachment, Collection<IpAddress> addresses, String what) {
        String known = addresses(addresses);
        return beginning(verb, attachment) + (known.isEmpty() ? what : known + ", " + what);
    }

    private static String beginning(String verb, Attachment attachment) {
        return verb + " " + attachment.ifname() + " done in " + CallClock.millis() + " ms: ";
    }

    /** {@return such as {@code 1 change}} */
    static String changes(int count) {
        return switch (count) {
            case 0 -> "nothing to change";
            case 1 -> "1 change";
            default -> count + " changes";
        };
    }

    private static String addresses(Collection<IpAddress> addresses) {
        List<IpAddress> global =
                addresses.stream().filter(address -> !address.isLinkLocal()).toList();
        return String.join(" ", BoundedText.list(global));
    }
}
