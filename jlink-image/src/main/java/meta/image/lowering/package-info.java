/**
 * Rewrites class files of an image, so that a JVM links and computes less at its start.
 *
 * <p>{@code javac} compiles the methods of a record and the choice of a pattern switch to {@code invokedynamic} calls. A JVM links them at
 * each start: about 10 ms for the first {@code hashCode} of a record, 4 ms for the first pattern switch, 1 to 2 ms for each further one
 * (JDK 25). An AOT cache contains the linked calls of lambdas but not these. The build runs this package before it links the image:
 *
 * <pre>{@code
 * java -cp target/classes meta.image.lowering.LowerJars target/modules/meta.core-*.jar
 * }</pre>
 *
 * <p>The package also removes work that no call needs (times with JDK 25): Jackson's parsers initialize {@code BigDecimal}, about 20 ms in
 * the interpreter; Log4j's status logger compiles a regular expression for each property of the process, 8 ms.
 */
@NullMarked
package meta.image.lowering;

import org.jspecify.annotations.NullMarked;
