/**
 * The log of a call. Code that logs uses the API of Log4j2. Many processes can write to one log file at the same time.
 *
 * <p>A cold call is a separate process that runs for less than a second, and a node starts many at a time. Therefore, no configuration file
 * is read and no Log4j2 plug-in is searched for. Each event is one line and one write. A process that finds the file too large or too old
 * rotates it, under a lock. {@link meta.launcher.log.CallLog} opens the log of a call. All other code uses only {@code LogManager}:
 *
 * <pre>{@code
 * try (CallLog _ = CallLog.open(LogSettings.defaults("veth"), identity, NodeDefaults.in(environment), System.err, LogTiming.AT_ONCE)) {
 *     LogManager.getLogger(Add.class).info("made {}", "veth0");
 * }
 * // 2026-07-01T12:00:00.123Z INFO call=5f0c21aa plugin=veth verb=ADD namespace=shop pod=web-0 ... ifname=eth0 made veth0
 * }</pre>
 */
@NullMarked
package meta.launcher.log;

import org.jspecify.annotations.NullMarked;
