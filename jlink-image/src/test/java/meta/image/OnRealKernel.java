package meta.image;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Marks tests that need root and a Linux kernel. A {@link meta.image.topology.Topology} parameter gives each test a network
 * of its own, and {@code @BeforeAll} one for the whole class; it goes when the test or the class ends.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Tag("kernel")
@ExtendWith(TopologyForTest.class)
@interface OnRealKernel {}
