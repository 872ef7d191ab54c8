/**
 * Writes the log of a call. The code that logs uses the API of Log4j2.
 *
 * <p>Log4j2's configuration files and plug-ins are not used, because they would slow down each cold call.
 */
@NullMarked
package meta.launcher.log;

import org.jspecify.annotations.NullMarked;
