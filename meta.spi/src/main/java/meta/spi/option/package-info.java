/**
 * Declares options of the network configuration. A step or plugin type declares its options as data, and the framework parses and checks
 * them.
 *
 * <p>The JSON Schema, the tables of options in the manual and the output of {@code metactl steps} are generated from the declarations.
 * Start with {@link meta.spi.option.Option}:
 *
 * <pre>{@code
 * record Options(long mtu) {
 *     static final Option<Long> MTU = Option.of("mtu", OptionType.wholeNumber(68, 65535), 1500L, "The MTU in bytes.");
 *
 *     static Options from(StepOptions given) {
 *         return new Options(given.get(MTU));
 *     }
 * }
 * }</pre>
 */
@NullMarked
package meta.spi.option;

import org.jspecify.annotations.NullMarked;
