/** The start of the process: {@link meta.launcher.Main} makes the call of a plugin or runs {@code metactl}. */
@NullMarked
package meta.launcher;

import org.jspecify.annotations.NullMarked;
