package meta.image;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Marks tests that need root and a Linux kernel. A test gets a network by a parameter or an {@link InjectedNetwork} field of type {@link
 * meta.image.topology.Topology} or {@link meta.image.cluster.Cluster}. The network is removed when the test ends; the network of a static
 * field is removed when the class ends.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Tag("kernel")
@ExtendWith(NetworkForTest.class)
@interface OnRealKernel {}
