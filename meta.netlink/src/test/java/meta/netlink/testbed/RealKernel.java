package meta.netlink.testbed;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test, or a class of tests, that changes network namespaces of its own on the real kernel, and therefore needs root and iproute2. A test
 * method may have a parameter of type {@link ScratchNamespaces}.
 */
@Documented
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Tag("kernel")
@ExtendWith(ScratchNamespacesParameter.class)
public @interface RealKernel {}
