/**
 * Declares options of the network configuration. A step or plugin type declares its options as data, and the framework parses and checks them.
 *
 * <p>The declaration is the only source of the check of a configuration, its JSON Schema, the table of options in the manual, and the output of
 * {@code metactl steps}. In a configuration, the options of a step are in the object {@code steps.<name of the step>}, unless they are {@linkplain
 * meta.spi.option.Option#atTopLevel at the top level}. Start with {@link meta.spi.option.Option}:
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
