/**
 * Adds a plugin to a network configuration of the node, or removes it, without changing any other byte of the file.
 *
 * <p>{@link meta.launcher.conflist.ConflistText} is the text of a configuration list, with pure functions as edits. {@link
 * meta.launcher.conflist.ConflistEditor} plans the changes of files. {@link meta.launcher.conflist.ConflistStatus} shows which files the
 * runtimes use. {@link meta.launcher.conflist.ConflistKeeper} restores entries that other programs remove.
 */
@NullMarked
package meta.launcher.conflist;

import org.jspecify.annotations.NullMarked;
