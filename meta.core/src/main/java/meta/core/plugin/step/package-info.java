/** The steps that several plugin types list. A {@link meta.spi.StepProvider} declares them, and they use only the API that third parties can use. */
@NullMarked
package meta.core.plugin.step;

import org.jspecify.annotations.NullMarked;
