package meta.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import meta.image.cluster.Cluster;
import meta.image.cluster.Moment;
import meta.image.cni.Attachment;
import meta.image.cni.CniError;
import meta.image.cni.Verb;
import meta.image.steps.StepJar;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A step of a third party that fails, or whose changes fail. */
@OnRealKernel
class ThirdPartyStepFailureIT {
    private static final int STEP_FAILED = 100;

    @TempDir
    Path folder;

    @Injected
    private Cluster cluster;

    @ParameterizedTest(name = "{1}")
    @CsvSource(delimiter = '|', textBlock = """
            throw new IllegalStateException("no luck");   | threw java.lang.IllegalStateException: no luck at
            throw new StackOverflowError();               | threw java.lang.StackOverflowError
            throw new NoSuchMethodError("Plan.old()");   | was built for another version of meta.spi
            throw new PlanningException("not here");      | acmeStep: not here
            return null;                                  | threw java.lang.NullPointerException
            return Plan.ensure(link.withAlias(null));     | threw java.lang.NullPointerException
            return Plan.ensure(Route.to(Prefix.parse("203.0.113.0/24"), Netns.POD, "eth1")); \
                                                          | but the pod has no device eth1 (of
            return Plan.ensure(Link.of(Netns.POD, "a/b", "bridge", MacAddress.NONE, 1500)); | asks for a device "a/b"
            return Plan.ensure(new SysctlValue(Netns.HOST, "vm/swappiness", "1")); | asks for the sysctl /proc/sys/vm/swappiness
            for (;;) java.util.concurrent.locks.LockSupport.park(); | did not return within 3000 ms
            """)
    void whateverItDoesInsteadOfPlanningNothingIsChanged(String body, String said) {
        Path jar = StepJar.withStep(body).at(folder.resolve("acme.jar"));

        CniError error = refused(new StepFolder(cluster, folder).attachment("{}"), STEP_FAILED);

        assertThat(error.msg()).isEqualTo("a step cannot be planned");
        assertThat(error.details()).startsWith("acmeStep: ").contains(said).endsWith("(of " + jar + ")");
    }

    @Test
    void aChangeThatTheKernelRefusesRollsBackAllTheOthers() {
        StepJar.withStep(
                        "return Plan.ensure(link.withTxqueuelen(2001)).then(Plan.ensure("
                                + "Route.to(Prefix.parse(\"203.0.113.0/24\"), Netns.POD, nic).via(IpAddress.parse(\"198.51.100.1\"))));")
                .at(folder.resolve("acme.jar"));
        Attachment eth0 = new StepFolder(cluster, folder).attachment("{}");

        CniError error = refused(eth0, STEP_FAILED);

        assertThat(error.msg()).isEqualTo("a step failed");
        assertThat(error.details())
                .startsWith("acmeStep: ")
                .contains("ip -n " + eth0.pod().netns().name() + " route add 203.0.113.0/24 via 198.51.100.1 dev eth0")
                .contains("ENETUNREACH")
                .contains("changes undone");
        assertThat(StepFolder.queue(eth0)).doesNotContain("qlen");
    }

    @Test
    void aStepThatAnotherNeedsIsNamedWhereItIsTurnedOff() {
        assertThat(refused(new StepFolder(cluster, folder).attachment("{'setupVeth': {'enabled': false}}"), STEP_FAILED)
                        .details())
                .isEqualTo("setupNeighborhood: the pod has no veth0 that leads to the node;"
                        + " setupNeighborhood needs setupVeth, which is turned off");
        assertThat(refused(
                                new StepFolder(cluster, folder)
                                        .attachment(
                                                "{'setupVeth': {'enabled': false}, 'setupNeighborhood': {'enabled': false}}"),
                                STEP_FAILED)
                        .details())
                .endsWith("setupRoutes needs setupVeth, which is turned off");
    }

    /** {@return the error of an ADD that fails, after which nothing has changed} */
    private CniError refused(Attachment eth0, int code) {
        eth0.addMain();
        Moment before = Moment.of(cluster, eth0.pod());
        CniError error = eth0.last(Verb.ADD)
                .configured("step_time_limit", "\"3s\"")
                .run()
                .error(code);
        assertThat(before.sinceThen()).isEqualTo(Moment.Change.NONE);
        return error;
    }
}
