package meta.image;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Marks a test class that needs root and changes network namespaces of the real kernel. Parameters of type {@link
 * meta.image.topology.Topology} or {@link meta.image.cluster.Cluster} get a new network, and so do fields with {@link InjectTopology}.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Tag("kernel")
@ExtendWith(InjectedNetworkExtension.class)
@interface OnRealKernel {}
