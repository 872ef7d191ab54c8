package meta.launcher.runtime;

/** The rule by which a container runtime chooses the networks of a pod from the files in its configuration folder. */
public sealed interface NetworkChoice {

    /**
     * The first files whose names end in {@code .conf}, {@code .conflist} or {@code .json}, in byte order of their names. If one of these files
     * cannot be read, none is used (containerd).
     *
     * @param count the number of files, each of which is a network of the pod; 0 for all
     */
    record First(int count) implements NetworkChoice {}

    /** The first file with a name as in {@link First} that can be read (CRI-O). */
    record FirstUsable() implements NetworkChoice {}

    /** The first file with a name as in {@link First} that can be read and has this network (CRI-O with {@code cni_default_network}). */
    record Named(String network) implements NetworkChoice {}

    /**
     * The {@code .conflist} file of a network that the user names when the container is created (podman).
     *
     * @param network the name of the network if the user names none
     */
    record OnRequest(String network) implements NetworkChoice {}

    /**
     * None of the files, because the runtime uses no CNI plugins.
     *
     * @param reason the setting that is the reason, for people
     */
    record Unused(String reason) implements NetworkChoice {}
}
