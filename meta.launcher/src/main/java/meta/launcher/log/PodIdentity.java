package meta.launcher.log;

/**
 * The identity of a pod in {@code CNI_ARGS}. A missing value is the empty string.
 *
 * @param namespace {@code K8S_POD_NAMESPACE}
 * @param name {@code K8S_POD_NAME}
 * @param uid {@code K8S_POD_UID}
 * @param infraContainer {@code K8S_POD_INFRA_CONTAINER_ID}
 */
public record PodIdentity(String namespace, String name, String uid, String infraContainer) {
    /** All values are missing. */
    public static final PodIdentity UNKNOWN = new PodIdentity("", "", "", "");
}
