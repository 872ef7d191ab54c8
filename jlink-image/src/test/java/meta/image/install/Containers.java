package meta.image.install;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HostPathVolumeSource;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import meta.image.topology.Command;

/** Builds podman commands with a storage of their own, which {@link #close} deletes. */
record Containers(Path storage) implements AutoCloseable {
    /** The capabilities that the installation from a container needs. docs/operating.md contains the reasons. */
    static final List<String> CAPABILITIES = List.of("DAC_OVERRIDE", "SYS_CHROOT");

    /**
     * Loads the container image of a version into the storage.
     *
     * @param dist the folder with the packages of the version
     */
    void load(String version, Path dist) {
        Command.of(podman(
                        "load",
                        "--quiet",
                        "--input",
                        dist.resolve(Packages.name(version) + ".oci.tar").toString()))
                .run()
                .text();
    }

    /**
     * {@return the command that runs the container image of a version on a node, with a read-only root and without a network}
     *
     * @param root the folder of the node's files
     * @param words the arguments of the container; without arguments, the container installs the version
     */
    List<String> run(String version, Path root, List<String> capabilities, String... words) {
        List<String> all =
                podman("run", "--rm", "--read-only", "--network", "none", "--pull", "never", "--cap-drop", "all");
        capabilities.forEach(capability -> all.addAll(List.of("--cap-add", capability)));
        all.addAll(List.of("--ulimit", "nofile=1024:1024", "--ulimit", "nproc=1024:1024"));
        all.addAll(List.of("--volume", root + ":/host", "localhost/meta-plugins:" + version));
        all.addAll(List.of(words));
        return all;
    }

    /**
     * {@return the command that runs a container of a Kubernetes manifest on a node, with the volumes, capabilities and variables that the
     * manifest lists}
     *
     * @param root the folder of the node's files
     */
    List<String> run(String version, Path root, PodSpec pod, Container container) {
        List<String> all = podman(
                "run", "--rm", "--read-only", "--network", "host", "--pull", "never", "--name", container.getName());
        all.addAll(List.of("--cap-drop", "all", "--ulimit", "nofile=1024:1024", "--ulimit", "nproc=1024:1024"));
        SecurityContext security = container.getSecurityContext();
        security.getCapabilities().getAdd().forEach(capability -> all.addAll(List.of("--cap-add", capability)));
        if (Boolean.FALSE.equals(security.getAllowPrivilegeEscalation())) {
            all.addAll(List.of("--security-opt", "no-new-privileges"));
        }
        Map<String, Volume> volumes =
                pod.getVolumes().stream().collect(Collectors.toMap(Volume::getName, Function.identity()));
        for (VolumeMount mount : container.getVolumeMounts()) {
            HostPathVolumeSource folder = volumes.get(mount.getName()).getHostPath();
            if (folder == null) {
                all.addAll(List.of("--tmpfs", mount.getMountPath()));
                continue;
            }
            String options = (Boolean.TRUE.equals(mount.getReadOnly()) ? "ro" : "rw")
                    + ("HostToContainer".equals(mount.getMountPropagation()) ? ",rslave" : "");
            all.addAll(List.of("--volume", root + folder.getPath() + ":" + mount.getMountPath() + ":" + options));
        }
        container
                .getEnv()
                .forEach(variable -> all.addAll(List.of("--env", variable.getName() + "=" + variable.getValue())));
        all.add("localhost/meta-plugins:" + version);
        all.addAll(container.getArgs());
        return all;
    }

    /** {@return the command that runs the readiness probe of the container, which must be running} */
    List<String> probe(Container container) {
        List<String> all = podman("exec", container.getName());
        all.addAll(container.getReadinessProbe().getExec().getCommand());
        return all;
    }

    private List<String> podman(String... arguments) {
        List<String> words = new ArrayList<>(List.of(
                "podman",
                "--root",
                storage.toString(),
                "--runroot",
                storage + ".run",
                "--runtime",
                "runc",
                "--cgroup-manager",
                "cgroupfs"));
        words.addAll(List.of(arguments));
        return words;
    }

    @Override
    public void close() {
        Command.of(podman("system", "reset", "--force")).run();
    }
}
