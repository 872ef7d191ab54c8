/**
 * Rewrites class files before an image is linked, so that a JVM has less to link and to compute at its start.
 *
 * <p>{@code javac} compiles {@code equals}, {@code hashCode} and {@code toString} of a record, and the selection of a case in a pattern
 * switch, to {@code invokedynamic} calls. A JVM links such a call when it first runs, which takes 1 to 10 ms with JDK 25. An AOT cache
 * contains linked calls of lambdas, but no linked calls of records and pattern switches.
 *
 * <p>The package also removes work of two libraries at the start. Jackson's parsers initialize {@code BigDecimal}, which takes about 20 ms
 * in the interpreter. Log4j's status logger compiles a regular expression for each system property, which takes 8 ms. Both times are with
 * JDK 25.
 */
@NullMarked
package meta.image.lowering;

import org.jspecify.annotations.NullMarked;
