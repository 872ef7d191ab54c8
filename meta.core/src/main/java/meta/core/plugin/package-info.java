/**
 * From the plugin types and steps that were found to the plan of one call.
 *
 * <p>A {@link meta.core.plugin.Catalog} is all that was found; {@link meta.core.plugin.Catalog#pipeline} puts the steps of one
 * type in order; {@link meta.core.plugin.Pipeline#plan} asks those that are on, one after the other, each with the snapshot as the
 * ones before would leave it:
 *
 * <pre>{@code
 * Pipeline pipeline = catalog.pipeline(type);
 * SequencedMap<String, Plan> plans = pipeline.plan(attachment, snapshot, addressing, options);
 * }</pre>
 */
@NullMarked
package meta.core.plugin;

import org.jspecify.annotations.NullMarked;
