/**
 * The image that this process was started from: which build it is ({@link meta.launcher.image.BuildId}), and whether others than root can
 * change it ({@link meta.launcher.image.ImageTrust}).
 */
@NullMarked
package meta.launcher.image;

import org.jspecify.annotations.NullMarked;
