/**
 * The settings of a node's container runtimes that concern CNI: the folders of plugins and configurations, and which configurations are used.
 *
 * <p>{@link meta.launcher.runtime.NodeRuntimes} reads them from the runtimes' own files. Nothing here starts or asks a runtime, so that the
 * files of a node can be read from a container that mounts them ({@link meta.launcher.runtime.NodeRoot}).
 */
@NullMarked
package meta.launcher.runtime;

import org.jspecify.annotations.NullMarked;
