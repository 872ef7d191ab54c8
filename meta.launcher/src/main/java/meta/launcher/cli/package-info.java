/**
 * The command line {@code metactl}: installs the image, shows what a call would do, checks and repairs pods, lists steps and options, edits
 * network configurations, and runs the agent.
 *
 * <p>No CNI call uses this package. {@link meta.launcher.cli.Metactl} is the command. Each class whose name ends in {@code Command} is a
 * subcommand, except {@link meta.launcher.cli.AttachmentCommandRunner}, which subcommands use.
 */
@NullMarked
package meta.launcher.cli;

import org.jspecify.annotations.NullMarked;
