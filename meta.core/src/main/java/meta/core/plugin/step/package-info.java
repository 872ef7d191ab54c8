/** The steps of the image that any plugin type can list, except {@link meta.spi.routing.MigrateRoute}. */
@NullMarked
package meta.core.plugin.step;

import org.jspecify.annotations.NullMarked;
