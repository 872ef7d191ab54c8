/**
 * The network configuration, checked against what a plugin type and its steps declare.
 *
 * <p>No key of any plugin is known here. From the {@link meta.core.config.Declarations} come the strict check with every
 * {@link meta.core.cni.Problem} at once, the word that may have been meant, and what people read of the options. Start at
 * {@link meta.core.config.ConfigReader}:
 *
 * <pre>{@code
 * Declarations declared = Declarations.of(type, steps, List.of(), List.of());
 * switch (ConfigReader.read(json, List.of(), declared)) {
 *     case CheckedConfig.Valid(NetworkConfig config) -> config.options("setupVeth");
 *     case CheckedConfig.Invalid(List<Problem> problems) -> problems; // veth_mtu: 67: a whole number from 68 to 65535
 * }
 * Manual.table(declared); // the same options in Markdown
 * }</pre>
 */
@NullMarked
package meta.core.config;

import org.jspecify.annotations.NullMarked;
