/**
 * Reads which folders and networks the container runtimes of a node use for CNI. {@link meta.launcher.runtime.NodeRuntimes} reads this from the
 * configuration files of the runtimes.
 */
@NullMarked
package meta.launcher.runtime;

import org.jspecify.annotations.NullMarked;
