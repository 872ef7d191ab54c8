/**
 * Where the time of a call goes.
 *
 * <p>{@link meta.core.timing.Phases} is the watch of the thread that makes a call; {@link meta.core.timing.CallTimes} is what it shows in the
 * end, for the log and the figures of an agent:
 *
 * <pre>{@code
 * Phases.begin();
 * Snapshot snapshot = observer.observe(attachment);
 * Phases.end("observe");
 * CallTimes times = Phases.soFar(); // observe 5200
 * }</pre>
 */
@NullMarked
package meta.core.timing;

import org.jspecify.annotations.NullMarked;
