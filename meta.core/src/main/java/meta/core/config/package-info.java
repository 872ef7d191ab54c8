/**
 * Checks a network configuration against the options that a plugin type and its steps declare, and reads the values of the options. Also
 * writes the reference of these options.
 *
 * <p>{@link meta.core.config.Declarations} contains the declared options. Start at {@link meta.core.config.ConfigReader}:
 *
 * <pre>{@code
 * Declarations declared = Declarations.of("veth", parsers, options, steps);
 * switch (ConfigReader.read(json, List.of(), declared)) {
 *     case ConfigCheckResult.Valid(OptionValues config) -> config.options("setupVeth");
 *     case ConfigCheckResult.Invalid(List<InputProblem> problems) -> problems.get(0); // veth_mtu: 67: expected integer from 68 to 65535
 * }
 * Manual.table(declared); // the options as a Markdown table
 * }</pre>
 */
@NullMarked
package meta.core.config;

import org.jspecify.annotations.NullMarked;
