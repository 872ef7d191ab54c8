/** Reads the CNI settings of the container runtimes of a node, see {@link meta.launcher.runtime.NodeRuntimes}. */
@NullMarked
package meta.launcher.runtime;

import org.jspecify.annotations.NullMarked;
