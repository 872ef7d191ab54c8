package meta.image.topology;

/** A pod's sandbox. */
public record Pod(Namespace netns, String containerId) {}
