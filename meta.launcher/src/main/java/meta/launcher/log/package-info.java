/**
 * The log of a call. Code that logs uses the API of Log4j2. Many processes can write to one log file at the same time.
 *
 * <p>A cold call runs for less than a second, so no configuration file is read and no Log4j2 plug-in is searched for. Each event is one line and
 * one write.
 *
 * <pre>{@code
 * try (CallLog _ = CallLog.open(LogSettings.defaults("veth"), identity, NodeDefaults.in(environment), System.err, LogWriteSchedule.AT_ONCE)) {
 *     LogManager.getLogger(Add.class).info("made {}", "veth0");
 * }
 * // 2026-07-01T12:00:00.123Z INFO call=5f0c21aa plugin=veth verb=ADD namespace=shop pod=web-0 ... ifname=eth0 made veth0
 * }</pre>
 */
@NullMarked
package meta.launcher.log;

import org.jspecify.annotations.NullMarked;
