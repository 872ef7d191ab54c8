/**
 * Rewrites class files of an image: code that the JVM would have to link or compute at each start becomes plain code.
 *
 * <p>{@code javac} compiles the methods of a record and the choice of a pattern switch to {@code invokedynamic} calls. A JVM links them at
 * each start: this takes about 10 ms for the first {@code hashCode} of a record, 4 ms for the first pattern switch, and 1 to 2 ms for each
 * further one (JDK 25 with an AOT cache, which contains the linked calls of lambdas but not these calls). The sources stay unchanged; the
 * build processes the jars with this package before it links the image:
 *
 * <pre>{@code
 * java -cp target/classes meta.image.lowering.LowerJars target/modules/meta.core-*.jar
 * }</pre>
 *
 * <p>The package also removes work from the start of two libraries that no call needs (times with JDK 25): Jackson's parsers initialize
 * {@code BigDecimal}, which takes about 20 ms in the interpreter, and Log4j's status logger compiles a regular expression for each property
 * of the process, which takes 8 ms.
 */
@NullMarked
package meta.image.lowering;

import org.jspecify.annotations.NullMarked;
