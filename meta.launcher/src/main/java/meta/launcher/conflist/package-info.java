/**
 * Adds a plugin to a network configuration of the node, or removes it. All other bytes of the file stay unchanged.
 *
 * <p>{@link meta.launcher.conflist.ConflistText} is the text of a configuration list; its edits are pure functions. {@link
 * meta.launcher.conflist.ConflistEditPlanner} plans the changes of files. {@link meta.launcher.conflist.ConflistStatus} shows which files the
 * container runtimes use. {@link meta.launcher.conflist.ConflistKeeper} adds a plugin again if another program has removed it.
 */
@NullMarked
package meta.launcher.conflist;

import org.jspecify.annotations.NullMarked;
