/** The start of the process: {@link meta.launcher.Main}. */
@NullMarked
package meta.launcher;

import org.jspecify.annotations.NullMarked;
