/**
 * Adds plugins to the network configurations of the node, removes them, and adds removed plugins again.
 *
 * <p>{@link meta.launcher.conflist.ConflistEditPlanner} plans the changes of files. {@link meta.launcher.conflist.ConflistStatus} shows
 * which files the container runtimes use.
 */
@NullMarked
package meta.launcher.conflist;

import org.jspecify.annotations.NullMarked;
