/**
 * Puts the steps of plugin types in order, and asks the steps for their plans.
 *
 * <p>A {@link meta.core.plugin.Catalog} holds the types and steps, and makes the {@link meta.core.plugin.Pipeline} of a type. Third-party
 * code runs under a {@link meta.core.plugin.Watchdog}.
 */
@NullMarked
package meta.core.plugin;

import org.jspecify.annotations.NullMarked;
