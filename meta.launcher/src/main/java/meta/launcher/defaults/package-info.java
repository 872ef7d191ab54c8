/** The settings that root makes for all CNI calls on the node. Start at {@link meta.launcher.defaults.NodeDefaults}. */
@NullMarked
package meta.launcher.defaults;

import org.jspecify.annotations.NullMarked;
