package meta.launcher.runtime;

/** How a runtime chooses the networks of a pod from the files in its configuration folder. */
public sealed interface NetworkChoice {

    /**
     * The first files in byte order of those that end in {@code .conf}, {@code .conflist} or {@code .json}. A file that cannot be read makes
     * all of them unusable (containerd).
     *
     * @param count the number of files, each of which is a network of the pod; 0 for all
     */
    record First(int count) implements NetworkChoice {}

    /** As {@link First} with one file, but files that cannot be read are skipped (CRI-O). */
    record FirstUsable() implements NetworkChoice {}

    /** The first file in byte order whose network has this name (CRI-O with {@code cni_default_network}). */
    record Named(String network) implements NetworkChoice {}

    /**
     * Files that end in {@code .conflist}, by the name of the network that a person asks for (podman).
     *
     * @param network the name if the person gives none
     */
    record OnRequest(String network) implements NetworkChoice {}

    /**
     * None of the files.
     *
     * @param reason the setting that says so
     */
    record Unused(String reason) implements NetworkChoice {}
}
