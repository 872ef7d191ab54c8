/**
 * Finds the plugin types and steps of third parties: jars in a folder, or modules of a custom image.
 *
 * <p>An entry of a {@linkplain meta.launcher.jars.StepFolders step folder} is a jar or a folder of jars. Each entry becomes a separate
 * {@link java.lang.ModuleLayer} above the image's modules, or a separate class path if its steps are in a jar without a module descriptor.
 * Therefore, two entries can contain two versions of one library. A {@link meta.launcher.jars.CatalogBuilder} collects what all of them provide:
 *
 * <pre>{@code
 * CatalogBuilder found = new CatalogBuilder(limit, PostponedEntries.ofNode());
 * found.addImage();
 * StepFolders.of(System.getenv()).forEach(found::addFolder);
 * Catalog catalog = found.loading().complete();
 * }</pre>
 */
@NullMarked
package meta.launcher.jars;

import org.jspecify.annotations.NullMarked;
