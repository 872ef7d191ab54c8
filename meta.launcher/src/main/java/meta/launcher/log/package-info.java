/**
 * The log of a call: Log4j2's API for everybody who logs, an appender for many processes on one file beneath.
 *
 * <p>A call of a plugin is a process of its own that lives for a few hundredths of a second, and a node starts many at once. So
 * nothing here reads a configuration file or looks for plug-ins, each event is one line and one write, and rotation is decided by
 * whoever finds the file too large, under a lock. Start at {@link meta.launcher.log.CallLog}; other modules know only
 * {@code LogManager}:
 *
 * <pre>{@code
 * try (CallLog _ = CallLog.open(LogSettings.defaults("veth"), identity, System.err)) {
 *     LogManager.getLogger(Add.class).info("made {}", "veth0");
 * }
 * // 2026-07-01T12:00:00.123Z INFO plugin=veth verb=ADD namespace=shop pod=web-0 ... ifname=eth0 made veth0
 * }</pre>
 */
@NullMarked
package meta.launcher.log;

import org.jspecify.annotations.NullMarked;
