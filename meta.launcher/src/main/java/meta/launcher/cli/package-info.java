/**
 * The command line {@code metactl}. {@link meta.launcher.cli.Metactl} is the command. Each class whose name ends in {@code Command} is a
 * subcommand.
 */
@NullMarked
package meta.launcher.cli;

import org.jspecify.annotations.NullMarked;
