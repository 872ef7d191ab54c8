/** The start of the process: {@link meta.launcher.Main} runs as a plugin or as {@code metactl}. */
@NullMarked
package meta.launcher;

import org.jspecify.annotations.NullMarked;
