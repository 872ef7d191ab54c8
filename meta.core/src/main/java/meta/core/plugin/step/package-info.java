/** The steps that several plugin types list. */
@NullMarked
package meta.core.plugin.step;

import org.jspecify.annotations.NullMarked;
