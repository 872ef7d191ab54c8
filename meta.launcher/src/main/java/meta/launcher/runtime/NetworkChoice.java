package meta.launcher.runtime;

/** The rule by which a runtime chooses the networks of a pod from the files in its configuration folder. */
public sealed interface NetworkChoice {

    /**
     * The first files in byte order of those that end in {@code .conf}, {@code .conflist} or {@code .json}. A file that cannot be read makes
     * all of them unusable (containerd).
     *
     * @param count the number of files, each of which is a network of the pod; 0 for all
     */
    record First(int count) implements NetworkChoice {}

    /** Like {@link First} with one file, but files that cannot be read are skipped (CRI-O). */
    record FirstUsable() implements NetworkChoice {}

    /** The first file in byte order whose network has this name (CRI-O with {@code cni_default_network}). */
    record Named(String network) implements NetworkChoice {}

    /**
     * The file that ends in {@code .conflist} and whose network has the name that the user gives (podman).
     *
     * @param network the name if the user gives none
     */
    record OnRequest(String network) implements NetworkChoice {}

    /**
     * None of the files.
     *
     * @param reason the setting that is the reason
     */
    record Unused(String reason) implements NetworkChoice {}
}
