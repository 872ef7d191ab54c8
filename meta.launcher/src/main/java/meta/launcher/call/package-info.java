/**
 * Provides what a CNI call needs from the process: standard output for the answer, the plugin types and steps, and a log file. {@link
 * meta.launcher.call.Calls} makes the call.
 */
@NullMarked
package meta.launcher.call;

import org.jspecify.annotations.NullMarked;
