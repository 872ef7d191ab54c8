/**
 * Installs the image on a node beside earlier versions, switches between versions, and uninstalls. Start at {@link
 * meta.launcher.install.Installer}.
 *
 * <p>Each call finds one complete version: {@code PREFIX/versions/<version>-<build>} is complete before the link {@code PREFIX/current}
 * leads to it, and is not removed while a process in {@code /proc} uses it. Each part of the work, such as {@link
 * meta.launcher.install.StageVersion}, compares the present files with the required ones and returns operations, which {@link
 * meta.launcher.install.FileApplier} carries out. A run that is killed between two operations leaves a working installation, and the next
 * run finishes the work.
 */
@NullMarked
package meta.launcher.install;

import org.jspecify.annotations.NullMarked;
