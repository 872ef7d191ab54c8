package meta.core.reconcile;

import static meta.core.reconcile.SampleChanges.REFUSED;
import static meta.core.reconcile.SampleChanges.creation;
import static meta.core.reconcile.SampleChanges.done;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import meta.core.kernel.FaultyKernel;
import meta.core.kernel.RuleMapping;
import meta.core.kernel.ScratchHostAndPod;
import meta.netlink.Family;
import meta.netlink.Prefix;
import meta.netlink.RouteTable;
import meta.netlink.message.NetlinkMessage;
import meta.netlink.message.RuleMessage;
import meta.netlink.socket.Reply;
import meta.netlink.socket.Request;
import meta.netlink.testbed.NeedsRealKernel;
import meta.netlink.testbed.ScratchNamespaces;
import meta.spi.net.IpCommand;
import meta.spi.net.Netns;
import meta.spi.net.Route;
import meta.spi.net.Rule;
import meta.spi.net.RuleSelectors;
import org.junit.jupiter.api.Test;

@NeedsRealKernel
class RuleSelectorsKernelTest {
    private static final RuleSelectors ANY = RuleSelectors.NONE;

    private static final List<RuleSelectors> SELECTORS = List.of(
            ANY.withMark(0x10),
            ANY.withMark(0x10, 0xff),
            ANY.withMark(0, 0xff),
            ANY.withMark(-1, 0x0f),
            ANY.withInput("eth0"),
            ANY.withInput("lo").withOutput("eth0"),
            ANY.withTos(0x10),
            ANY.withIpProtocol(17).withDestinationPorts(53, 53),
            ANY.withIpProtocol(6).withSourcePorts(1000, 2000).withDestinationPorts(443, 444),
            ANY.withUids(1000, 2000),
            ANY.withUids(0, 0),
            ANY.withSuppressedPrefixLength(0),
            ANY.withMark(1).withInput("eth0").withIpProtocol(6).withUids(5, 6).withSuppressedPrefixLength(8));

    private static List<Rule> rules() {
        List<Rule> rules = new ArrayList<>();
        for (Netns netns : Netns.values()) {
            for (Family family : List.of(Family.IPV4, Family.IPV6)) {
                long priority = 2000;
                for (RuleSelectors selectors : SELECTORS) {
                    rules.add(Rule.from(Prefix.all(family), netns, RouteTable.of(700), priority++)
                            .withSelectors(selectors));
                }
            }
            rules.add(
                    Rule.skipping(Prefix.parse("10.0.0.0/8"), netns, 3000, 2900).withSelectors(ANY.withMark(7)));
        }
        return rules;
    }

    private static List<Rule> inKernel(ScratchHostAndPod net) {
        List<Rule> rules = new ArrayList<>();
        for (Netns netns : Netns.values()) {
            for (Family family : List.of(Family.IPV4, Family.IPV6)) {
                Reply reply = net.kernel().dump(netns, Request.dump(RuleMessage.any(family)));
                for (NetlinkMessage message : ((Reply.Acknowledged) reply).answers()) {
                    RuleMapping.read((RuleMessage) message, netns)
                            .filter(Rule::isOurs)
                            .ifPresent(rules::add);
                }
            }
        }
        return rules;
    }

    private static Changes creations() {
        return new Changes(rules().stream().map(SampleChanges::creation).toList());
    }

    @Test
    void aRepeatedAddChangesNothingAndADeletionLeavesNothing(ScratchNamespaces scratch) throws IOException {
        try (ScratchHostAndPod net = ScratchHostAndPod.in(scratch)) {
            ChangeApplier applier = ChangeAppliers.on(net.kernel());
            assertThat(done(applier.apply(creations()))).hasSameSizeAs(rules());
            assertThat(inKernel(net)).containsExactlyInAnyOrderElementsOf(rules());

            assertThat(done(applier.apply(creations()))).isEmpty();

            applier.apply(
                    new Changes(rules().stream().map(SampleChanges::deletion).toList()));
            assertThat(inKernel(net)).isEmpty();
        }
    }

    @Test
    void aRollbackRestoresTheState(ScratchNamespaces scratch) throws IOException {
        try (ScratchHostAndPod net = ScratchHostAndPod.in(scratch)) {
            String before = net.state();
            List<Change> changes = new ArrayList<>(
                    rules().stream().map(SampleChanges::creation).toList());
            changes.add(creation(Route.to(Prefix.parse("192.0.2.0/24"), Netns.POD, "eth0")));
            FaultyKernel kernel = new FaultyKernel(
                    net.kernel(), REFUSED, (_, asked) -> asked.toString().contains("192.0.2.0"));

            assertThat(ChangeAppliers.on(kernel).apply(new Changes(changes)))
                    .isInstanceOf(ApplyResult.RolledBack.class);

            assertThat(net.state()).isEqualTo(before);
        }
    }

    @Test
    void thePrintedCommandsCreateAndRemoveThePlannedRules(ScratchNamespaces scratch) throws IOException {
        try (ScratchHostAndPod net = ScratchHostAndPod.in(scratch)) {
            for (Rule rule : rules()) {
                net.onHost("sh", "-c", IpCommand.create(rule).inShell(net.podName()));
            }
            assertThat(inKernel(net)).containsExactlyInAnyOrderElementsOf(rules());

            for (Rule rule : rules()) {
                net.onHost("sh", "-c", IpCommand.remove(rule).inShell(net.podName()));
            }
            assertThat(inKernel(net)).isEmpty();
        }
    }
}
