/**
 * Answers questions about the image that this process runs from: which build it is, whether only root can change it, and whether another version was
 * installed since.
 */
@NullMarked
package meta.launcher.image;

import org.jspecify.annotations.NullMarked;
