package meta.image.torture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import meta.core.call.RepairResult;
import meta.image.topology.IpFamilies;
import meta.image.topology.Namespace;
import meta.image.topology.Topology;
import meta.netlink.testbed.Seeds;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Tests that repairs of random damage have certain properties, such as completeness. The system property {@code seeds} is the number of
 * random cases: with {@code -Dseeds=1000}, the tests try more cases than the build does.
 */
@Tag("kernel")
class RepairPropertiesIT {
    private static final List<TrialCase.Type> TYPES = List.of(TrialCase.Type.values());
    private static final List<IpFamilies> STACKS = List.of(IpFamilies.values());

    /** The number of kinds of pods: each combination of plugin type and IP families, with one NIC and with two. */
    private static final int PODS = TYPES.size() * STACKS.size() * 2;

    private static final int DAMAGES = 2;

    private interface Law {
        void check(RepairedPod pod, RandomGenerator random) throws Exception;
    }

    private static void forEachPod(String scope, int seeds, Law law) {
        Seeds.forEach(seeds, seed -> {
            int kind = (int) (seed % PODS);
            TrialCase.Type type = TYPES.get(kind % TYPES.size());
            IpFamilies stack = STACKS.get(kind / TYPES.size() % STACKS.size());
            List<Nic> nics = kind < PODS / 2 ? List.of(Nic.FIRST) : List.of(Nic.FIRST, Nic.SECOND);
            try (Topology net = new Topology()) {
                Path records = Files.createDirectory(net.folder().resolve("attachments"));
                law.check(RepairedPod.connected(net, type, stack, nics, scope, records), new SplittableRandom(seed));
            } catch (AssertionError e) {
                throw new AssertionError(type + " " + stack + " " + nics + ": " + e.getMessage(), e);
            }
        });
    }

    private static List<Damage> damaged(RepairedPod pod, RandomGenerator random) {
        List<Damage> damages = new ArrayList<>();
        if (random.nextInt(4) > 0) {
            damages.add(Damage.inPod(pod.world(), random));
        }
        if (damages.isEmpty() || random.nextBoolean()) {
            damages.add(Damage.onNode(pod.world(), random));
        }
        damages.forEach(Damage::happen);
        return damages;
    }

    @Test
    void checkFindsNoDifferenceAfterOneRepairOfAnyDamage() {
        forEachPod("all", PODS, (pod, random) -> {
            for (int i = 0; i < DAMAGES; i++) {
                List<Damage> damages = damaged(pod, random);
                List<RepairResult> results = pod.repair();
                assertThat(pod.differences()).as("%s%n%s", damages, results).isEmpty();
            }
        });
    }

    @Test
    void theSecondRepairSendsNoChangingRequest() {
        forEachPod("all", PODS, (pod, random) -> {
            for (int i = 0; i < DAMAGES; i++) {
                List<Damage> damages = damaged(pod, random);
                List<RepairResult> results = pod.repair();
                assertThat(NetworkChangeRecorder.during(() -> assertThat(pod.repair())
                                .as("%s%n%s", damages, results)
                                .containsOnly(new RepairResult.Unchanged())))
                        .as("%s%n%s", damages, results)
                        .isEmpty();
            }
        });
    }

    @Test
    void aRepairOfAnUndamagedPodSendsNoChangingRequest() {
        forEachPod("all", PODS, (pod, _) -> {
            assertThat(NetworkChangeRecorder.during(
                            () -> assertThat(pod.repair()).containsOnly(new RepairResult.Unchanged())))
                    .isEmpty();
            pod.world().pod().netns().ip("link set lo mtu 60000"); // a change that concerns no plan
            assertThat(NetworkChangeRecorder.during(pod::repair)).isEmpty();
        });
    }

    @Test
    void aRepairOfTheHostOnlyMakesTheHostAsPlannedAndSendsNoChangeToThePod() {
        forEachPod("host", PODS, (pod, random) -> {
            for (int i = 0; i < DAMAGES; i++) {
                List<Damage> damages = damaged(pod, random);
                List<String> before = objects(pod.world().pod().netns());
                List<RepairResult> results = pod.repair();
                assertThat(pod.planned()).as("%s%n%s", damages, results).containsOnly(new RepairResult.Unchanged());
                assertThat(objects(pod.world().pod().netns()))
                        .as("%s%n%s", damages, results)
                        .isEqualTo(before);
            }
        });
    }

    /** {@return the objects in the pod that repairs can change, without flags such as linkdown, which depend on the host end} */
    private static List<String> objects(Namespace pod) {
        List<String> objects = new ArrayList<>();
        for (String each : List.of(
                "-4 route show table all proto 109",
                "-6 route show table all proto 109",
                "-4 rule show",
                "-6 rule show",
                "neigh show proto 109",
                "-o address show scope global")) {
            pod.ip(each)
                    .lines()
                    .forEach(line ->
                            objects.add(line.replaceAll(" (linkdown|dead)", "").strip()));
        }
        return objects;
    }
}
