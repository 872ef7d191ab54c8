/**
 * {@code ./meta fuzz}: feeds random bytes, guided by code coverage (Jazzer), to code that reads bytes of other programs. A target is a
 * class with {@code fuzzerTestOneInput}, in the package of the tested code. {@link meta.image.fuzz.RandomAgent} tests the client, which is
 * written in C.
 */
@NullMarked
package meta.image.fuzz;

import org.jspecify.annotations.NullMarked;
