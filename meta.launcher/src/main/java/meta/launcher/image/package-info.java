/**
 * Information about the image that this process runs from: its build, whether only root can change it, and whether another version replaces
 * it.
 */
@NullMarked
package meta.launcher.image;

import org.jspecify.annotations.NullMarked;
