/**
 * The network configuration, checked against what the steps of a pipeline declare.
 *
 * <p>No key of any plugin is known here: a type and its steps say which options they read, and what is wrong with a
 * configuration comes out all at once, each {@link meta.core.config.Problem} with its place, the value given and what is
 * accepted.
 */
@NullMarked
package meta.core.config;

import org.jspecify.annotations.NullMarked;
