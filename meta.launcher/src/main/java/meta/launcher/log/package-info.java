/**
 * Writes the log of a call. The code that logs uses the API of Log4j2. Many processes can write to one log file at the same time.
 *
 * <p>This package does not use Log4j2's configuration files and plug-ins, because they would slow down each call that starts its own JVM. Each event
 * is one line, which is written with one {@code write(2)}.
 *
 * <pre>{@code
 * try (CallLog _ = CallLog.open(LogSettings.defaults("veth"), identity, NodeDefaults.in(environment), System.err, LogWriteSchedule.AT_ONCE)) {
 *     LogManager.getLogger(Add.class).info("made {}", "veth0");
 * }
 * // 2026-07-01T12:00:00.123Z INFO call=5f0c21aa plugin=veth verb=ADD namespace=shop pod=web-0 ... netns=/run/netns/a made veth0
 * }</pre>
 */
@NullMarked
package meta.launcher.log;

import org.jspecify.annotations.NullMarked;
