package meta.launcher.runtime;

/** The rule by which a container runtime chooses the networks of a pod from the files in its configuration folder. */
public sealed interface NetworkFileRule {

    /**
     * The runtime uses the first files whose names end in {@code .conf}, {@code .conflist} or {@code .json}, in the byte order of their names. If one
     * of these first files is invalid or cannot be read, the runtime uses no file. This is the rule of containerd.
     *
     * @param count the number of files that are used, each for one network of the pod; 0 if all files are used
     */
    record First(int count) implements NetworkFileRule {}

    /** The runtime uses the first file that is valid and can be read, among the files that {@link First} describes. CRI-O has this rule. */
    record FirstUsable() implements NetworkFileRule {}

    /**
     * The runtime uses the first file that is valid, can be read and contains the network with this name, among the files that {@link
     * First} describes. This is the rule of CRI-O with the setting {@code cni_default_network}.
     *
     * @param network the name of the network
     */
    record Named(String network) implements NetworkFileRule {}

    /**
     * The runtime uses the {@code .conflist} file of the network that the user names when a container is created. This is the rule of podman.
     *
     * @param network the name of the network that is used if the user names no network
     */
    record OnRequest(String network) implements NetworkFileRule {}

    /**
     * The runtime uses no file, because it uses no CNI plugins.
     *
     * @param reason a text for people: the setting, default or file that makes the runtime use no CNI plugins
     */
    record Unused(String reason) implements NetworkFileRule {}
}
