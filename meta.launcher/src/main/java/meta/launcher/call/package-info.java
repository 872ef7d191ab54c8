/**
 * One call of a container runtime: {@link meta.launcher.call.PluginCall} reads it, opens its log, has
 * {@link meta.launcher.call.PodCall} carry it out with the steps that {@link meta.launcher.call.Discovery} has found, and writes the
 * answer to the {@link meta.launcher.call.ResultStream}.
 */
@NullMarked
package meta.launcher.call;

import org.jspecify.annotations.NullMarked;
