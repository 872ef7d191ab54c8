/**
 * Finds the plugin types and steps of third parties: jars in a folder, or modules of a custom image.
 *
 * <p>Each entry of a {@linkplain meta.launcher.jars.StepFolders step folder} is loaded separately, as a {@link java.lang.ModuleLayer} above
 * the image's modules or as a class path ({@link meta.launcher.jars.LoadedJars}). A
 * {@link meta.launcher.jars.CatalogBuilder} collects the types and steps of the image and of the entries:
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
