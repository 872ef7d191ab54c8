package meta.image.topology;

public record Pod(Namespace netns, String containerId) {}
