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
    private static final int TRY_AGAIN = 11;

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
            return Plan.ensure(SysctlValue.of(Netns.HOST, "vm/swappiness", "1")); | asks for the sysctl /proc/sys/vm/swappiness
            for (;;) java.util.concurrent.locks.LockSupport.park(); | did not return within 3000 ms
            for (long i = 0; ; i++) if (i < 0) i = 0;     | did not return within 3000 ms
            throw new PlanningException("x".repeat(100_000)); | x… and 96500 characters more (of
            throw new Error() { @Override public String getMessage() { throw this; } }; | threw acme.AcmeStep$1
            throw new OutOfMemoryError("all gone");       | out of memory: step acmeStep: all gone
            List<byte[]> all = new ArrayList<>(); for (;;) all.add(new byte[1 << 20]); | out of memory: step acmeStep: Java heap space
            System.exit(0); return null;                  | has called System.exit
            System.exit(7); return null;                  | has called System.exit
            new Thread(() -> System.exit(0)).start(); for (;;) java.util.concurrent.locks.LockSupport.park(); | has called System.exit
            return new Plan(Collections.nCopies(50_001, new Plan.Ensure(link, ""))); | has 50001 items in its plan
            return new Plan(Collections.nCopies(1001, new Plan.Ensure(link, ""))); | has 1001 links, settings
            return Plan.warning("x".repeat(5000));        | asks for a reason of 5000 characters
            return Plan.ensure(link.withAlias("x".repeat(256))); | asks for an alias of more than 255 bytes
            return Plan.ensure(SysctlValue.of(Netns.POD, "net/ipv4/ip_forward", "1".repeat(5000))); \
                                                          | asks for the value of a sysctl of 5000 characters
            return Plan.probe(Claim.of(Netns.POD, nic, IpAddress.parse("10.0.0.1")), 9, java.time.Duration.ofHours(1), List.of()); \
                                                          | which take longer than 60 s
            return Plan.remove(link);                     | this is the NIC that the call is about
            return Plan.ensure(Link.of(Netns.POD, nic, "dummy", MacAddress.NONE, 1500)); | the kind and the other end
            return Plan.remove(context.snapshot().pod().addresses(nic)); | the address is assigned to the NIC
            return Plan.remove(context.snapshot().host().addresses().stream().filter(a -> a.device().equals("eth0")).toList()); \
                                                          | the address is the node's
            return Plan.NOTHING; } @Override public List<Question> questions(StepContext c) { return null; \
                                                          | threw java.lang.NullPointerException
            return Plan.NOTHING; } @Override public List<Question> questions(StepContext c) { throw new Error("no"); \
                                                          | threw java.lang.Error: no
            return Plan.NOTHING; } @Override public List<Question> questions(StepContext c) { System.exit(0); return null; \
                                                          | has called System.exit
            return Plan.NOTHING; } @Override public List<Question> questions(StepContext c) { for (;;) Thread.onSpinWait(); \
                                                          | did not return within 3000 ms
            return Plan.NOTHING; } @Override public List<Question> questions(StepContext c) { \
                return Collections.nCopies(1001, new Question.HostRules()); | has 1001 questions; the maximum is 1000
            return Plan.NOTHING; } @Override public List<Question> questions(StepContext c) { \
                return List.of(new Question.HostLink("a/b")); | asks for a device "a/b"
            """)
    void whateverItDoesInsteadOfPlanningNothingIsChanged(String body, String said) {
        Path jar = StepJar.withStep(body).at(folder.resolve("acme.jar"));

        boolean memory = said.startsWith("out of memory");
        Attachment eth0 = new StepFolder(cluster, folder).attachment("{}");

        CniError error = refused(eth0, memory ? TRY_AGAIN : STEP_FAILED);

        assertThat(error.msg()).isEqualTo(memory ? "try again later" : "a step cannot be planned");
        assertThat(error.details())
                .startsWith(memory ? "out of memory: " : "acmeStep: ")
                .contains(said)
                .endsWith("(of " + jar + ")");
        eth0.delLast();
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
