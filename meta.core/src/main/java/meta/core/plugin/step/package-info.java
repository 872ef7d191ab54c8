/**
 * The steps that several plugin types list. A {@link meta.spi.StepProvider} declares them, and they use only what a third party's step can
 * use as well.
 */
@NullMarked
package meta.core.plugin.step;

import org.jspecify.annotations.NullMarked;
