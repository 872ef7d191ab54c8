/**
 * The log of a call: Log4j2's API for the code that logs, and an appender that lets many processes write one file.
 *
 * <p>A cold call is a process of its own that runs for less than a second, and a node starts many at a time. Therefore no configuration file is
 * read and no Log4j2 plug-in is looked up. Each event is one line and one write. A process that finds the file too large or too old rotates it,
 * under a lock. {@link meta.launcher.log.CallLog} opens the log of a call; all other code knows only {@code LogManager}:
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
