/**
 * {@code ./meta fuzz}: feeds random bytes to everything that reads bytes of others, guided by code coverage (Jazzer). A target is a class with
 * {@code fuzzerTestOneInput}, beside the tests of what it reads. {@link meta.image.fuzz.RandomAgent} is for a test of the client, which is
 * written in C.
 */
@NullMarked
package meta.image.fuzz;

import org.jspecify.annotations.NullMarked;
