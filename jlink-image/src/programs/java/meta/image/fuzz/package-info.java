/**
 * {@code ./meta fuzz}: feeds everything that reads bytes of others with random bytes, guided by code coverage (Jazzer), and tests the
 * client with random agents. A target is a class with {@code fuzzerTestOneInput}, beside the tests of what it reads.
 */
@NullMarked
package meta.image.fuzz;

import org.jspecify.annotations.NullMarked;
