/**
 * Finds the plugin types and steps of third parties: jars in a folder, or modules of a custom image.
 *
 * <p>{@link meta.launcher.jars.StepFolders} finds the folders. An entry of a folder is a jar or a folder of jars. Each entry becomes a
 * separate {@link java.lang.ModuleLayer} above the image's modules, or a separate class path if its steps are in a jar without a module
 * descriptor. Therefore, two entries can contain two versions of one library. A {@link meta.launcher.jars.CatalogBuilder} collects what all
 * of them provide. An entry that cannot be used affects only calls that need its steps:
 *
 * <pre>{@code
 * CatalogBuilder found = new CatalogBuilder(limit, SlowEntries.ofNode());
 * found.addImage();
 * StepFolders.of(System.getenv()).forEach(found::addFolder);
 * Catalog catalog = found.loading().complete();
 * }</pre>
 *
 * <p>If the folders are empty or missing, as on most nodes, no class for module layers is loaded.
 */
@NullMarked
package meta.launcher.jars;

import org.jspecify.annotations.NullMarked;
