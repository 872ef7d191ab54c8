package meta.launcher.runtime;

/** The rule by which a container runtime chooses the networks of a pod from the files in its configuration folder. */
public sealed interface NetworkChoice {

    /**
     * The first files, in byte order of their names, of those that end in {@code .conf}, {@code .conflist} or {@code .json}. If one of them
     * cannot be read, none is used (containerd).
     *
     * @param count the number of files, each of which is a network of the pod; 0 for all
     */
    record First(int count) implements NetworkChoice {}

    /** The first of these files that can be read (CRI-O). */
    record FirstUsable() implements NetworkChoice {}

    /** The first of these files that can be read and whose network has this name (CRI-O with {@code cni_default_network}). */
    record Named(String network) implements NetworkChoice {}

    /**
     * The file that ends in {@code .conflist} and whose network has the name that the user gives when the container is created (podman).
     *
     * @param network the name if the user gives none
     */
    record OnRequest(String network) implements NetworkChoice {}

    /**
     * None of the files, because the runtime uses no CNI plugins.
     *
     * @param reason the setting that is the reason, for people
     */
    record Unused(String reason) implements NetworkChoice {}
}
