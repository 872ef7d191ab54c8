/** How the API can change. */
@NullMarked
package meta.spi.api;

import org.jspecify.annotations.NullMarked;
