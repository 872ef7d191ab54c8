/**
 * The steps that more than one plugin type lists. They are declared like anybody's, by a {@link meta.spi.StepProvider}, and use
 * nothing that a third party's step could not use.
 */
@NullMarked
package meta.core.plugin.step;

import org.jspecify.annotations.NullMarked;
