package meta.core.call;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import meta.core.cni.TextShortener;
import meta.core.reconcile.Change;
import meta.core.reconcile.ChangeCommands;
import meta.netlink.IpAddress;
import meta.spi.Addressing;
import meta.spi.Attachment;
import org.apache.logging.log4j.Logger;

/** Formats log lines about a call or a repair: its changes as shell commands, and a summary. */
final class CallLogLines {
    /** A line of more characters gets no further command. About ten rows of a terminal. */
    private static final int LONGEST = 1000;

    private CallLogLines() {}

    /** Writes the {@link #lines} of the changes at level debug, limited by {@link TextShortener#list}. */
    static void log(Logger log, List<Change> changes, String netns) {
        if (log.isDebugEnabled()) {
            for (String line : TextShortener.list(lines(changes, netns))) {
                log.debug("{}", line);
            }
        }
    }

    /**
     * {@return the changes as lines such as {@code setupRoutes (reason): COMMAND && COMMAND}} Consecutive changes with the same step and
     * reason can share a line.
     *
     * @param netns the path of the pod's namespace; may be empty if no command runs in it
     */
    static List<String> lines(List<Change> changes, String netns) {
        List<String> lines = new ArrayList<>();
        String heading = "";
        StringBuilder line = new StringBuilder();
        for (Change change : changes) {
            String own = change.reason().isEmpty() ? change.step() : change.step() + " (" + change.reason() + ")";
            if (!own.equals(heading) || line.length() > LONGEST) {
                flush(line, lines);
                heading = own;
                line.append(own).append(": ");
            } else {
                line.append(" && ");
            }
            line.append(new ChangeCommands(change).inOneLine(netns));
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

    /**
     * {@return a summary such as {@code ADD eth0 done in 23 ms: 10.6.0.9 via 10.6.0.2, 19 changes}} Link-local addresses are left out.
     *
     * @param outcome the last part of the summary
     */
    static String of(String verb, Attachment attachment, Addressing addressing, String outcome, long millis) {
        String gateways = addresses(addressing.gateways());
        String via = gateways.isEmpty() ? "" : " via " + gateways;
        return summary(verb, attachment, addresses(addressing.pod()) + via, outcome, millis);
    }

    /**
     * {@return a summary such as {@code DEL eth0 done in 23 ms: 10.6.0.9, 3 changes}} Link-local addresses are left out.
     *
     * @param outcome the last part of the summary
     */
    static String of(String verb, Attachment attachment, Collection<IpAddress> addresses, String outcome, long millis) {
        return summary(verb, attachment, addresses(addresses), outcome, millis);
    }

    private static String summary(String verb, Attachment attachment, String known, String outcome, long millis) {
        String beginning = verb + " " + attachment.ifname() + " done in " + millis + " ms: ";
        return beginning + (known.isEmpty() ? outcome : known + ", " + outcome);
    }

    /** {@return a text such as {@code 19 changes}, {@code 1 change} or {@code nothing to change}} */
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
        return String.join(" ", TextShortener.list(global));
    }
}
