package meta.core.verb;

import java.util.List;
import meta.core.engine.Change;
import meta.core.engine.IpLine;
import org.apache.logging.log4j.Logger;

/** What a call has changed, as its log tells it. */
final class Done {
    private Done() {}

    static void log(Logger log, List<Change> changes) {
        for (Change change : changes) {
            if (change.reason().isEmpty()) {
                log.debug("{}: {}", change.step(), new IpLine(change));
            } else {
                log.debug("{}: {} ({})", change.step(), new IpLine(change), change.reason());
            }
        }
    }
}
