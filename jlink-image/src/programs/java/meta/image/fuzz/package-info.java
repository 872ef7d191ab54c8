/**
 * {@code ./meta fuzz}: feeds random bytes, guided by code coverage (Jazzer), to all code that reads bytes of other programs. A target is a
 * class with {@code fuzzerTestOneInput}; it is in the package of the code that it tests. {@link meta.image.fuzz.RandomAgent} is for a test
 * of the client, which is written in C.
 */
@NullMarked
package meta.image.fuzz;

import org.jspecify.annotations.NullMarked;
