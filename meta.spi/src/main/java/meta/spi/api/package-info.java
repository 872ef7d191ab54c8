/** An annotation that states how a type of this API may change. */
@NullMarked
package meta.spi.api;

import org.jspecify.annotations.NullMarked;
