/**
 * The settings of a node's container runtimes that concern CNI: the folders of plugins and configurations, and which configurations are used.
 *
 * <p>{@link meta.launcher.runtime.NodeRuntimes} reads them from the runtimes' own files. It starts no runtime and sends it no request.
 */
@NullMarked
package meta.launcher.runtime;

import org.jspecify.annotations.NullMarked;
