package meta.image;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a field of type {@link meta.image.topology.Topology} or {@link meta.image.cluster.Cluster} that {@link OnRealKernel} sets: a static
 * field for the class, other fields for each test. A cluster belongs to the topology of the same test or class.
 */
@Target(ElementType.FIELD)
@Retention(RetentionPolicy.RUNTIME)
@interface InjectedNetwork {}
