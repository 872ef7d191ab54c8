/** Contains the main class of the image, {@link meta.launcher.Main}, and the class that makes calls when the AOT cache is recorded. */
@NullMarked
package meta.launcher;

import org.jspecify.annotations.NullMarked;
