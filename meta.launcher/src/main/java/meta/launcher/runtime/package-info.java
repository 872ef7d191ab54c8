/**
 * The settings of a node's container runtimes that concern CNI. {@link meta.launcher.runtime.NodeRuntimes} reads them from the runtimes' own files.
 */
@NullMarked
package meta.launcher.runtime;

import org.jspecify.annotations.NullMarked;
