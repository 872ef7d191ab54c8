/**
 * Installs the image, which contains the plugins and their own JVM, on a node beside earlier versions. Switches between versions, and
 * uninstalls. Start at {@link meta.launcher.install.Installer}.
 *
 * <p>The folder {@code PREFIX} of the installation, such as {@code /opt/meta-plugins}, contains a folder {@code versions/<version>-<build>}
 * for each installed version. The link {@code PREFIX/current} leads to the folder of the current version.
 *
 * <p>Classes such as {@link meta.launcher.install.PluginFilePlacement} plan file operations, and {@link meta.launcher.install.FileApplier}
 * carries them out.
 */
@NullMarked
package meta.launcher.install;

import org.jspecify.annotations.NullMarked;
