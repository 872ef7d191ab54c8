/** The steps of the image that several plugin types use. */
@NullMarked
package meta.core.plugin.step;

import org.jspecify.annotations.NullMarked;
