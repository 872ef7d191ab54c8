/**
 * The image that this process runs from: its build ({@link meta.launcher.image.BuildId}), whether only root can change it ({@link
 * meta.launcher.image.ImageTrust}), and whether another version was installed ({@link meta.launcher.image.InstalledVersion}).
 */
@NullMarked
package meta.launcher.image;

import org.jspecify.annotations.NullMarked;
