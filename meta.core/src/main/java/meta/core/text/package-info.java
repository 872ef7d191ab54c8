/** Texts for people: how long they may become. */
@NullMarked
package meta.core.text;

import org.jspecify.annotations.NullMarked;
