/**
 * {@code ./meta fuzz}: tests code that reads bytes from other programs with random bytes. The fuzzer is Jazzer, which prefers inputs that
 * reach new code. A fuzz target is a class with a method {@code fuzzerTestOneInput}, in the package of the tested code. The client of the
 * agent is written in C; {@link meta.image.fuzz.RandomAgent} tests it without Jazzer.
 */
@NullMarked
package meta.image.fuzz;

import org.jspecify.annotations.NullMarked;
