/**
 * Finds the plugin types and steps of third parties: jars in a folder, or modules of a custom image.
 *
 * <p>An entry of a {@linkplain meta.launcher.jars.StepFolders step folder} is a jar or a folder of jars. Each entry is loaded separately: as a
 * {@link java.lang.ModuleLayer} above the image's modules, or as a class path if none of its jars with steps or types has a module descriptor.
 * Therefore, two entries can contain two versions of one library. A {@link meta.launcher.jars.CatalogBuilder} collects the types and steps of the
 * image and of all entries:
 *
 * <pre>{@code
 * CatalogBuilder found = new CatalogBuilder(limit, RecentLoadFailures.ofNode());
 * found.addImage();
 * StepFolders.of(System.getenv()).forEach(found::addFolder);
 * Catalog catalog = found.loading().complete();
 * }</pre>
 */
@NullMarked
package meta.launcher.jars;

import org.jspecify.annotations.NullMarked;
