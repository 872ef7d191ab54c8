/**
 * What this process provides for a call: standard output ({@link meta.launcher.call.ResultStream}), the types and steps that {@link
 * meta.launcher.call.Discovery} finds, and a log file ({@link meta.launcher.call.FileLogging}).
 *
 * <p>{@link meta.launcher.call.Calls} starts a call.
 */
@NullMarked
package meta.launcher.call;

import org.jspecify.annotations.NullMarked;
