/**
 * The command line {@code metactl}: shows what a call would do, lists steps, edits network
 * configurations, runs the agent and asks it for its status.
 *
 * <p>No CNI call uses this package. {@link meta.launcher.cli.Metactl} is the command; each class in {@code Command} is a subcommand.
 */
@NullMarked
package meta.launcher.cli;

import org.jspecify.annotations.NullMarked;
