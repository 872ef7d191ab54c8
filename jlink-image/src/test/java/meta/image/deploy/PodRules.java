package meta.image.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Checks rules that the pods of the DaemonSet must obey with any values of the chart. */
final class PodRules {
    /** The capabilities that each container has, by the name of the container. docs/operating.md contains the reasons. */
    private static final Map<String, List<String>> CAPABILITIES = Map.of(
            "install", List.of("DAC_OVERRIDE", "SYS_CHROOT"),
            "repair", List.of("DAC_OVERRIDE", "SYS_CHROOT"),
            "agent", List.of("NET_ADMIN", "NET_BROADCAST", "NET_RAW", "SYS_ADMIN"),
            "uninstall", List.of("DAC_OVERRIDE", "NET_ADMIN"));

    private PodRules() {}

    static void check(DaemonSet set) {
        PodSpec pod = set.getSpec().getTemplate().getSpec();
        assertThat(set.getSpec().getTemplate().getMetadata().getLabels())
                .containsAllEntriesOf(set.getSpec().getSelector().getMatchLabels());
        assertThat(set.getSpec().getUpdateStrategy().getType()).isEqualTo("RollingUpdate");
        assertThat(set.getSpec().getUpdateStrategy().getRollingUpdate().getMaxUnavailable())
                .isNotNull();
        assertThat(pod.getHostNetwork()).isTrue();
        assertThat(pod.getAutomountServiceAccountToken()).as("no token").isFalse();
        assertThat(pod.getServiceAccountName()).as("no account").isNull();
        assertThat(pod.getPriorityClassName()).isEqualTo("system-node-critical");
        assertThat(pod.getHostPID()).isNull();
        assertThat(pod.getHostIPC()).isNull();
        containers(pod).forEach(PodRules::check);
        assertThat(pod.getContainers()).hasSize(1);
        checkVolumes(pod);
    }

    private static Stream<Container> containers(PodSpec pod) {
        return Stream.concat(pod.getInitContainers().stream(), pod.getContainers().stream());
    }

    private static void check(Container container) {
        String name = container.getName();
        assertThat(container.getResources().getRequests())
                .as("requests of %s", name)
                .isEqualTo(container.getResources().getLimits())
                .containsOnlyKeys("cpu", "memory");
        SecurityContext security = container.getSecurityContext();
        assertThat(security.getPrivileged()).isFalse();
        assertThat(security.getReadOnlyRootFilesystem()).isTrue();
        assertThat(security.getSeccompProfile()).isNotNull();
        assertThat(security.getCapabilities().getDrop()).containsExactly("ALL");
        assertThat(security.getCapabilities().getAdd()).isEqualTo(CAPABILITIES.get(name));
        // an API server rejects "false" together with SYS_ADMIN, with which "false" has no effect
        assertThat(security.getAllowPrivilegeEscalation())
                .isEqualTo(CAPABILITIES.get(name).contains("SYS_ADMIN") ? null : Boolean.FALSE);
        List<String> words = Stream.concat(container.getCommand().stream(), container.getArgs().stream())
                .toList();
        assertThat(words).as("no shell").noneMatch(word -> word.matches("(.*/)?(ba)?sh"));
    }

    /** Asserts that each volume is mounted, and that each volume except {@code tmp} is a folder of the node. */
    private static void checkVolumes(PodSpec pod) {
        Set<String> volumes = new TreeSet<>();
        for (Volume volume : pod.getVolumes()) {
            if (!volume.getName().equals("tmp")) {
                assertThat(volume.getHostPath().getPath())
                        .as("no mount of a folder with everything")
                        .isNotIn("/", "/proc", "/run", "/etc", "/var");
            }
            assertThat(volumes.add(volume.getName())).isTrue();
        }
        Set<String> mounted = new TreeSet<>();
        containers(pod).forEach(container -> {
            List<String> paths = container.getVolumeMounts().stream()
                    .map(VolumeMount::getMountPath)
                    .toList();
            assertThat(paths).doesNotHaveDuplicates();
            container.getVolumeMounts().forEach(mount -> mounted.add(mount.getName()));
        });
        assertThat(mounted).isEqualTo(volumes);
    }
}
