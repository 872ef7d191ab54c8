/**
 * Puts a plugin into a network configuration of the node and takes it out again, without changing any other byte of the file.
 *
 * <p>{@link meta.launcher.conflist.ChainText} is the text of a configuration list and its edits, as a pure function.
 * {@link meta.launcher.conflist.AddEntry} and {@link meta.launcher.conflist.RemoveEntry} plan the changes of files that
 * {@link meta.launcher.conflist.FileChanges} applies. {@link meta.launcher.conflist.ConflistStatus} says which files the runtimes use.
 */
@NullMarked
package meta.launcher.conflist;

import org.jspecify.annotations.NullMarked;
