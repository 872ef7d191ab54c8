package meta.netlink.testbed;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Marks a test, or a class of tests, that creates network namespaces on the real kernel. Such a test needs root and iproute2, and has the
 * JUnit tag {@code kernel}. A test method, or a method that runs before each test, may have a parameter of type {@link ScratchNamespaces}.
 */
@Documented
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Tag("kernel")
@ExtendWith(ScratchNamespacesParameter.class)
public @interface NeedsRealKernel {}
