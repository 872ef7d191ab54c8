/**
 * Rewrites class files before an image is linked, so that a JVM has less to link and to compute at its start.
 *
 * <p>{@code javac} compiles {@code equals}, {@code hashCode} and {@code toString} of records, and pattern switches, to
 * {@code invokedynamic} calls. A JVM links such a call when it first runs, which takes 1 to 10 ms with JDK 25. An AOT cache does not
 * contain these linked calls.
 *
 * <p>The package also removes work of two libraries. Jackson's parsers initialize {@code BigDecimal}, which takes about 20 ms in the
 * interpreter. Log4j's status logger compiles a regular expression for each system property, which takes 8 ms.
 */
@NullMarked
package meta.image.lowering;

import org.jspecify.annotations.NullMarked;
