package meta.image.topology;

/**
 * A pod's sandbox as the container runtime makes it.
 *
 * @param netns its network
 * @param containerId what the runtime calls it
 */
public record Pod(Namespace netns, String containerId) {}
