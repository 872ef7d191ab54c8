/**
 * Provides what a CNI call needs from the process: standard output for the answer ({@link meta.launcher.call.ResultStream}), the plugin types and
 * steps ({@link meta.launcher.call.Discovery}), and a log file ({@link meta.launcher.call.FileLogging}).
 *
 * <p>{@link meta.launcher.call.Calls} makes the call.
 */
@NullMarked
package meta.launcher.call;

import org.jspecify.annotations.NullMarked;
