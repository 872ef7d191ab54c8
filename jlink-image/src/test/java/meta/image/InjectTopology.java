package meta.image;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a field of type {@link meta.image.topology.Topology} or {@link meta.image.cluster.Cluster} in a test class with {@link
 * OnRealKernel}. A static field gets one network for all tests of the class. Any other field gets a new network for each test. If a class
 * has a static field of each type, the cluster is in the topology; this also holds for other fields.
 */
@Target(ElementType.FIELD)
@Retention(RetentionPolicy.RUNTIME)
@interface InjectTopology {}
