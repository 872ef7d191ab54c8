/** Where the process starts: {@link meta.launcher.Main} is called as a plugin, or as the command line for people. */
@NullMarked
package meta.launcher;

import org.jspecify.annotations.NullMarked;
