/** The main class of the image, {@link meta.launcher.Main}, and calls for recording the AOT cache. */
@NullMarked
package meta.launcher;

import org.jspecify.annotations.NullMarked;
