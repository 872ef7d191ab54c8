/**
 * Root's settings for all calls of the node: the folders that logs may be in, and options for all networks. Start at
 * {@link meta.launcher.defaults.NodeDefaults}.
 */
@NullMarked
package meta.launcher.defaults;

import org.jspecify.annotations.NullMarked;
