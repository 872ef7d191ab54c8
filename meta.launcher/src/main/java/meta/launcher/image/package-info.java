/**
 * The image that this process runs from: its build ({@link meta.launcher.image.BuildId}), and whether only root can change it
 * ({@link meta.launcher.image.ImageTrust}).
 */
@NullMarked
package meta.launcher.image;

import org.jspecify.annotations.NullMarked;
