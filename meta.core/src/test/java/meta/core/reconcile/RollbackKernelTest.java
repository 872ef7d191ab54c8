package meta.core.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import meta.core.kernel.FaultyKernel;
import meta.core.kernel.LostReplyKernel;
import meta.core.kernel.ScratchHostAndPod;
import meta.core.reconcile.observe.Observer;
import meta.netlink.Errno;
import meta.netlink.Family;
import meta.netlink.Prefix;
import meta.netlink.socket.Reply;
import meta.netlink.socket.Request;
import meta.netlink.testbed.NeedsRealKernel;
import meta.netlink.testbed.ScratchNamespaces;
import meta.spi.Attachment;
import meta.spi.Plan;
import meta.spi.Question;
import meta.spi.Snapshot;
import meta.spi.net.Netns;
import meta.spi.net.Route;
import meta.spi.net.SysctlValue;
import org.junit.jupiter.api.Test;

@NeedsRealKernel
class RollbackKernelTest {
    private static final Attachment ATTACHMENT = Attachment.of("lan", "abc", "eth0", "/run/netns/pod");
    private static final Reply.Rejected REJECTED = new Reply.Rejected(Errno.ENOMEM, "for the test", 0);
    private static final String LOOKED_AT = SysctlValue.ipv4("eth0", "accept_redirects");

    private static Snapshot observe(ScratchHostAndPod net) {
        Observer observer = new Observer(net.kernel());
        Snapshot seen = observer.observe(ATTACHMENT, List.of(), List.of());
        return observer.answer(
                seen,
                List.of(
                        new Question.Sysctls(Netns.POD, LOOKED_AT),
                        new Question.Sysctls(Netns.POD, SysctlValue.ipv4("*", "rp_filter")),
                        new Question.Sysctls(Netns.HOST, SysctlValue.ipv6("vethabc", "accept_ra"))));
    }

    /** {@return the plans of {@link DualStack}, and a plan that changes existing objects} */
    private static List<StepPlan> plans(Snapshot first) {
        List<StepPlan> plans = new ArrayList<>(DualStack.plans());
        Route byDefault = first.pod().routes().stream()
                .filter(route -> route.destination().equals(Prefix.all(Family.IPV4)))
                .findFirst()
                .orElseThrow();
        Plan replacements = DualStack.replacements(
                first.pod().link("eth0").orElseThrow(), byDefault, SysctlValue.of(Netns.POD, LOOKED_AT, "1"));
        plans.add(new StepPlan("last", replacements));
        return plans;
    }

    @Test
    void aRollbackRestoresTheStateWhicheverRequestIsRejected(ScratchNamespaces scratch) throws IOException {
        try (ScratchHostAndPod net = ScratchHostAndPod.in(scratch)) {
            String before = net.state();
            Snapshot first = observe(net);
            Changes changes = Difference.between(plans(first), first);
            int number = 0;
            ApplyResult applied;
            do {
                int rejected = ++number;
                FaultyKernel kernel = new FaultyKernel(net.kernel(), REJECTED, (n, _) -> n == rejected);

                applied = ChangeAppliers.on(kernel).apply(changes);

                if (!(applied instanceof ApplyResult.Complete)) {
                    assertThat(applied)
                            .as("request %d", rejected)
                            .isInstanceOfSatisfying(
                                    ApplyResult.RolledBack.class,
                                    back -> assertThat(back.leftBehind()).isEmpty());
                    assertThat(net.state())
                            .as("request %d: %s", rejected, applied)
                            .isEqualTo(before);
                }
            } while (!(applied instanceof ApplyResult.Complete));

            assertThat(number).as("%s", ((ApplyResult.Complete) applied).done()).isGreaterThan(changes.size());
            assertThat(((ApplyResult.Complete) applied).done()).hasSameSizeAs(changes.list());
            assertThat(Difference.between(plans(first), observe(net)).list()).isEmpty();

            assertThat(ChangeAppliers.on(net.kernel()).remove(changes.inverse()).rejected())
                    .isEmpty();
            assertThat(net.state()).isEqualTo(before);
        }
    }

    @Test
    void aRollbackRestoresTheStateWhicheverAnswerIsLost(ScratchNamespaces scratch) throws IOException {
        try (ScratchHostAndPod net = ScratchHostAndPod.in(scratch)) {
            String before = net.state();
            Snapshot first = observe(net);
            Changes changes = Difference.between(plans(first), first);
            LostReplyKernel kernel = new LostReplyKernel(net.kernel(), 1);
            ApplyResult applied = ChangeAppliers.on(kernel).apply(changes);
            for (int call = 2; !(applied instanceof ApplyResult.Complete); call++) {
                assertThat(applied)
                        .as("call %d", call - 1)
                        .isInstanceOfSatisfying(
                                ApplyResult.RolledBack.class,
                                back -> assertThat(back.leftBehind()).isEmpty());
                assertThat(net.state()).as("call %d: %s", call - 1, applied).isEqualTo(before);
                kernel = new LostReplyKernel(net.kernel(), call);
                applied = ChangeAppliers.on(kernel).apply(changes);
            }
            assertThat(kernel.calls()).isGreaterThan(5);
        }
    }

    /** The device of the existing route is deleted during the call, so that the rollback cannot restore the route. */
    @Test
    void aRouteThatIsLeftBehindIsNotCountedAsUndone(ScratchNamespaces scratch) throws IOException {
        try (ScratchHostAndPod net = ScratchHostAndPod.in(scratch)) {
            net.host("link add former type veth peer name other");
            net.host("link set former up");
            Prefix subnet = Prefix.parse("198.18.0.0/24");
            Route before = Route.to(subnet, Netns.HOST, "former");
            net.host("route add " + subnet + " dev former proto 109");
            Change replace = new Change.Replace("step", "", before, Route.to(subnet, Netns.HOST, "eth0"));
            Change last = new Change.Create("step", "", SysctlValue.of(Netns.HOST, "net/ipv4/none", "1"));
            Reply.Rejected denied = new Reply.Rejected(Errno.EPERM, "for the test", 0);
            FaultyKernel kernel = new FaultyKernel(net.kernel(), denied, (_, asked) -> {
                if (asked.equals(last.object())) {
                    net.host("link del former");
                    return true;
                }
                return asked instanceof Request request && request.operation() == Request.Operation.DELETE;
            });

            ApplyResult applied = ChangeAppliers.on(kernel).apply(new Changes(List.of(replace, last)));

            assertThat(applied)
                    .isEqualTo(new ApplyResult.RolledBack(
                            new RejectedChange(last, denied), List.of(), List.of(new RejectedChange(replace, denied))));
        }
    }

    @Test
    void aChangeThatCannotBeUndoneIsReported(ScratchNamespaces scratch) throws IOException {
        try (ScratchHostAndPod net = ScratchHostAndPod.in(scratch)) {
            Snapshot snapshot = observe(net);
            Changes changes = Difference.between(DualStack.plans(), snapshot);
            Change last = changes.list().getLast();
            FaultyKernel kernel = new FaultyKernel(
                    net.kernel(),
                    REJECTED,
                    (_, asked) -> asked.equals(last.object())
                            || (asked instanceof Request request
                                    && request.operation() == Request.Operation.DELETE
                                    && request.message() instanceof meta.netlink.message.RuleMessage));

            ApplyResult applied = ChangeAppliers.on(kernel).apply(changes);

            assertThat(applied).isInstanceOfSatisfying(ApplyResult.RolledBack.class, back -> {
                assertThat(back.rejected().change()).isEqualTo(last);
                assertThat(back.rejected().reply()).isEqualTo(REJECTED);
                assertThat(back.leftBehind())
                        .extracting(left -> new ChangeCommands(left.change()).toString())
                        .hasSize(4)
                        .allMatch(line ->
                                line.startsWith("ip -n pod rule add") || line.startsWith("ip -n pod -6 rule add"));
                assertThat(back.leftBehind())
                        .allSatisfy(left -> assertThat(left.reply()).isEqualTo(REJECTED));
                assertThat(back.undone()).hasSize(changes.size() - 1 - 4);
            });
        }
    }
}
