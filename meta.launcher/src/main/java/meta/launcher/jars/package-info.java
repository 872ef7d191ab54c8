/**
 * Finds the plugin types and steps that third parties bring, as jars in a folder or as modules of a custom image.
 *
 * <p>{@link meta.launcher.jars.StepFolders} says where jars are looked for. Each entry of a folder, a jar or a folder of jars, becomes a
 * {@link java.lang.ModuleLayer} of its own above the image's modules, so that two entries can bring two versions of one library; a
 * {@link meta.launcher.jars.CatalogBuilder} gathers what all of them provide. An entry that cannot be used harms nobody who does not use it:
 *
 * <pre>{@code
 * CatalogBuilder found = new CatalogBuilder();
 * found.addImage();
 * StepFolders.of(System.getenv()).forEach(found::addFolder);
 * Catalog catalog = found.catalog();
 * }</pre>
 *
 * <p>Where the folders are empty or missing, as on most nodes, nothing of the layers is loaded.
 */
@NullMarked
package meta.launcher.jars;

import org.jspecify.annotations.NullMarked;
