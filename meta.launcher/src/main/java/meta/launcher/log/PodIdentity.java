package meta.launcher.log;

/**
 * What the runtime says of the pod, from {@code CNI_ARGS}; what it does not say is the empty string.
 *
 * @param namespace {@code K8S_POD_NAMESPACE}
 * @param name {@code K8S_POD_NAME}
 * @param uid {@code K8S_POD_UID}
 * @param infraContainer {@code K8S_POD_INFRA_CONTAINER_ID}
 */
public record PodIdentity(String namespace, String name, String uid, String infraContainer) {
    /** A runtime that says nothing of a pod. */
    public static final PodIdentity UNKNOWN = new PodIdentity("", "", "", "");
}
