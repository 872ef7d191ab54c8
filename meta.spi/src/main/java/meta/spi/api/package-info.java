/** How the API can change: what a later version with the same major number may add. */
@NullMarked
package meta.spi.api;

import org.jspecify.annotations.NullMarked;
