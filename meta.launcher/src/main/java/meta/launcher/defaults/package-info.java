/** Root's settings for all calls of the node. Start at {@link meta.launcher.defaults.NodeDefaults}. */
@NullMarked
package meta.launcher.defaults;

import org.jspecify.annotations.NullMarked;
