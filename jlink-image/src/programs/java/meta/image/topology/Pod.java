package meta.image.topology;

/** A pod, which is a network namespace with a container id. */
public record Pod(Namespace netns, String containerId) {}
