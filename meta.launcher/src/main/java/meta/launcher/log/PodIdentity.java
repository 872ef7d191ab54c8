package meta.launcher.log;

/**
 * The values in {@code CNI_ARGS} that identify a pod. A missing value is empty.
 *
 * @param namespace {@code K8S_POD_NAMESPACE}
 * @param name {@code K8S_POD_NAME}
 * @param uid {@code K8S_POD_UID}
 * @param infraContainer {@code K8S_POD_INFRA_CONTAINER_ID}
 */
public record PodIdentity(String namespace, String name, String uid, String infraContainer) {
    public static final PodIdentity UNKNOWN = new PodIdentity("", "", "", "");
}
