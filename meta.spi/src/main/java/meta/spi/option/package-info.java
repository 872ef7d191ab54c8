/**
 * Options of the network configuration. A step declares its options and does not parse them.
 *
 * <p>The declaration is the source of the strict check, the JSON Schema, the table in the manual and the output of {@code metactl steps}. An option
 * is under {@code steps.<name>} in the configuration unless it is {@linkplain meta.spi.option.Option#atTopLevel at the top level}. Start at
 * {@link meta.spi.option.Option}:
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
