package meta.image;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a field of type {@link meta.image.topology.Topology} or {@link meta.image.cluster.Cluster} that {@link OnRealKernel} sets: a static
 * one once for the class, another one for each test. A cluster is in the topology beside it.
 */
@Target(ElementType.FIELD)
@Retention(RetentionPolicy.RUNTIME)
@interface Injected {}
