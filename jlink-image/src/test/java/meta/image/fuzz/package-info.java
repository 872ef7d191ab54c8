/**
 * {@code ./meta fuzz}: feeds whatever reads foreign bytes with random ones, guided by what code they reach (Jazzer), and the client with
 * random agents. A target is a class with {@code fuzzerTestOneInput}, beside the tests of what it reads.
 */
@NullMarked
package meta.image.fuzz;

import org.jspecify.annotations.NullMarked;
