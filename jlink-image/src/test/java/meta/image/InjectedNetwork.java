package meta.image;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a field of type {@link meta.image.topology.Topology} or {@link meta.image.cluster.Cluster} that {@link OnRealKernel} sets: a static
 * field once for the class, other fields for each test. If a class has both, the cluster belongs to the topology.
 */
@Target(ElementType.FIELD)
@Retention(RetentionPolicy.RUNTIME)
@interface InjectedNetwork {}
