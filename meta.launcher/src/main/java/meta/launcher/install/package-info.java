/**
 * Installs the image, which contains the plugins and their own JVM, on a node beside earlier versions. Switches between versions, and
 * uninstalls. Start at {@link meta.launcher.install.Installer}.
 *
 * <p>The folder {@code PREFIX} of the installation, such as {@code /opt/meta-plugins}, contains a folder {@code versions/<version>-<build>}
 * for each version. A version is complete before the link {@code PREFIX/current} leads to its folder, so that a CNI call uses one complete
 * version. The folder of a version is not removed while a process in {@code /proc} uses it.
 *
 * <p>Classes such as {@link meta.launcher.install.PluginFilePlacement} compare the present files with the required files and return a list of
 * file operations. {@link meta.launcher.install.FileApplier} carries out the operations in order. If an installation is killed between two
 * operations, the current version still works, and the next installation finishes the work.
 */
@NullMarked
package meta.launcher.install;

import org.jspecify.annotations.NullMarked;
