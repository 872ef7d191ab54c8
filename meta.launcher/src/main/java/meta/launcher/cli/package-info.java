/**
 * {@code metactl}, the command line for people: what would a call do, which steps are there, which version is this.
 *
 * <p>It is never on the way of a CNI call. {@link meta.launcher.cli.Metactl} is the command, each class beside it a subcommand.
 */
@NullMarked
package meta.launcher.cli;

import org.jspecify.annotations.NullMarked;
