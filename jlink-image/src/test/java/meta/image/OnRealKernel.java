package meta.image;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Marks tests that need root and a Linux kernel. Parameters of type {@link meta.image.topology.Topology} or {@link
 * meta.image.cluster.Cluster} and {@link InjectedNetwork} fields get a network.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Tag("kernel")
@ExtendWith(NetworkForTest.class)
@interface OnRealKernel {}
