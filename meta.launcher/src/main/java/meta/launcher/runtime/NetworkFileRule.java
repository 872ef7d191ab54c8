package meta.launcher.runtime;

/** The rule by which a container runtime chooses a pod's networks from the files in its configuration folder. */
public sealed interface NetworkFileRule {

    /**
     * The rule of containerd: the first files whose names end in {@code .conf}, {@code .conflist} or {@code .json}, in the byte order of
     * their names. If one of these first files is invalid or cannot be read, no file is used.
     *
     * @param count the number of files, each for one network of the pod; 0 means all files
     */
    record First(int count) implements NetworkFileRule {}

    /** The rule of CRI-O: of the files that {@link First} describes, the first one that is valid and can be read. */
    record FirstUsable() implements NetworkFileRule {}

    /**
     * The rule of CRI-O with {@code cni_default_network}: as {@link FirstUsable}, but only files with this network.
     *
     * @param network the name of the network
     */
    record Named(String network) implements NetworkFileRule {}

    /**
     * The rule of podman: the {@code .conflist} file of the network that the user names.
     *
     * @param network the name of the default network
     */
    record OnRequest(String network) implements NetworkFileRule {}

    /**
     * The runtime uses no CNI plugins.
     *
     * @param reason the reason, for people
     */
    record Unused(String reason) implements NetworkFileRule {}
}
