package meta.image.topology;

/**
 * A pod's sandbox as the container runtime creates it.
 *
 * @param netns its network namespace
 * @param containerId its id in the runtime
 */
public record Pod(Namespace netns, String containerId) {}
