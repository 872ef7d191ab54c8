package meta.image.broken;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import meta.image.broken.Aftermath.During;
import meta.image.broken.Aftermath.OfAgent;
import meta.image.broken.Aftermath.OfDel;
import meta.image.steps.StepJar;

/**
 * Lists the kinds of broken jars that {@link FaultyCode} does not cover. Most of their steps return an invalid plan, a huge plan or invalid
 * questions. Some return a plan that looks invalid but must be accepted.
 */
final class FaultyPlans {
    private static final int TRY_AGAIN = 11;
    private static final int STEP_FAILED = 100;
    private static final int ADDRESS_IN_USE = 101;
    private static final String AFTER_ROUTES = "after(\"veth\", \"setupRoutes\").offByDefault()";

    /** Each row: the description of the fault, the body of {@code plan}, and a text that the error contains. */
    private static final String[][] REFUSED = {
        {"a message of its own", "throw new PlanningException(\"not here\");", "acmeStep: not here"},
        {
            "a method of another version",
            "throw new NoSuchMethodError(\"Plan.old()\");",
            "was built for another version of meta.spi"
        },
        {
            "a message without end",
            "throw new Error() { @Override public String getMessage() { throw this; } };",
            "threw acme"
        },
        {
            "a huge message",
            "throw new PlanningException(\"x\".repeat(100_000));",
            "x… and 96500 characters more (of FOLDER/acme.jar)"
        },
        {"an exit with another status", "System.exit(7); return null;", "has called System.exit"},
        {
            "an exit of another thread",
            "new Thread(() -> System.exit(0)).start(); for (;;) java.util.concurrent.locks.LockSupport.park();",
            "has called System.exit"
        },
        {"a null in a link", "return Plan.ensure(link.withAlias(null));", "threw java.lang.NullPointerException"},
        {
            "an unknown device",
            "return Plan.ensure(Route.to(Prefix.parse(\"203.0.113.0/24\"), Netns.POD, \"eth1\"));",
            "but the pod has no device eth1"
        },
        {
            "a gateway of another family",
            "return Plan.ensure(Route.to(Prefix.parse(\"203.0.113.0/24\"), Netns.POD, \"eth0\").via(IpAddress.parse(\"fe80::1\")));",
            "asks for a route to 203.0.113.0/24 via fe80::1, an address of another family"
        },
        {
            "an invalid name of a device",
            "return Plan.ensure(Link.of(Netns.POD, \"a/b\", \"bridge\", MacAddress.NONE, 1500));",
            "asks for a device \"a/b\""
        },
        {
            "a sysctl that is not of the network",
            "return Plan.ensure(SysctlValue.of(Netns.HOST, \"vm/swappiness\", \"1\"));",
            "asks for the sysctl /proc/sys/vm/swappiness"
        },
        {"the removal of the NIC", "return Plan.remove(link);", "this is the NIC that the call is about"},
        {
            "another kind of the NIC",
            "return Plan.ensure(Link.of(Netns.POD, nic, \"dummy\", MacAddress.NONE, 1500));",
            "a device's kind, its kind-specific attributes (IFLA_INFO_DATA) and its peer"
        },
        {
            "the removal of an assigned address",
            "return Plan.remove(context.snapshot().pod().addresses(nic));",
            "the address is assigned to the NIC"
        },
        {
            "the removal of an address of the node",
            "return Plan.remove(context.snapshot().host().addresses().stream().filter(a -> a.device().equals(\"eth0\")).toList());",
            "the address belongs to the node"
        },
        {
            "the removal of a NIC of the node",
            "return Plan.remove(context.snapshot().host().link(\"eth0\").orElseThrow());",
            "the link does not have the mark of an attachment of this pod"
        },
        {
            "our mark on a NIC of the node",
            "return Plan.ensure(context.snapshot().host().link(\"eth0\").orElseThrow().withAlias(context.attachment().mark()));",
            "DEL would remove a link with this mark"
        },
        {
            "a link of the node without a mark",
            "return Plan.ensure(Link.of(Netns.HOST, \"acme7\", \"bridge\"));",
            "needs the mark of the attachment as its alias"
        },
        {
            "the removal of the node's default route",
            "return Plan.remove(Route.to(Prefix.parse(\"0.0.0.0/0\"), Netns.HOST, \"eth0\").via(IpAddress.parse(\"172.18.0.1\")));",
            "the route does not have our protocol number"
        },
        {
            "a route of the node that no step has read",
            "return Plan.ensure(Route.to(Prefix.parse(\"172.18.0.0/16\"), Netns.HOST,"
                    + " context.snapshot().pod().link(\"veth0\").orElseThrow().peer()));",
            "EEXIST: the existing route does not have our protocol number"
        },
        {
            "a route that the kernel rejects, after many that it accepts",
            "List<Plan.Item> all = new ArrayList<>(); for (int i = 0; i < 2000; i++) all.add(new Plan.Ensure("
                    + "Route.to(Prefix.parse(\"203.\" + i / 250 + \".\" + i % 250 + \".0/24\"), Netns.POD, nic), \"\"));"
                    + " return new Plan(all).then(Plan.ensure("
                    + "Route.to(Prefix.parse(\"198.51.100.0/24\"), Netns.POD, nic).via(IpAddress.parse(\"192.0.2.1\"))));",
            "ENETUNREACH"
        },
        {
            "two effects of one key",
            "return Plan.perform(Effect.of(\"file\", \"a\").with(\"b\", \"1\")).then(Plan.perform(Effect.of(\"file\", \"a\").with(\"b\", \"2\")));",
            "file"
        },
        {
            "an effect without handler",
            "return Plan.perform(Effect.of(\"file\", \"a\"));",
            "for which it declares no handler"
        },
        {
            "an undo that is not from release()",
            "return Plan.undo(Effect.of(\"file\", \"a\"));",
            "the undo of an effect (file: a), but only release() can undo effects"
        },
        {
            "too many items",
            "return new Plan(Collections.nCopies(50_001, new Plan.Ensure(link, \"\")));",
            "has 50001 items in its plan"
        },
        {
            "too many links",
            "return new Plan(Collections.nCopies(1001, new Plan.Ensure(link, \"\")));",
            "has 1001 links, sysctls"
        },
        {
            "too many effects",
            "return new Plan(Collections.nCopies(101, new Plan.Perform(Effect.of(\"file\", \"a\"), \"\")));",
            "has 101 effects in its plan"
        },
        {"a huge reason", "return Plan.warning(\"x\".repeat(5000));", "asks for a reason of 5000 characters"},
        {
            "a huge alias",
            "return Plan.ensure(link.withAlias(\"x\".repeat(256)));",
            "asks for an alias of more than 255 bytes"
        },
        {
            "a huge value of a sysctl",
            "return Plan.ensure(SysctlValue.of(Netns.POD, \"net/ipv4/ip_forward\", \"1\".repeat(5000)));",
            "asks for the value of a sysctl of 5000 characters"
        },
        {
            "a probe that takes hours",
            "return Plan.probe(Claim.of(Netns.POD, nic, IpAddress.parse(\"10.0.0.1\")), 9, java.time.Duration.ofHours(1), List.of());",
            "which take longer than 60 s"
        },
        {
            "too many questions",
            questions("return Collections.nCopies(1001, new Question.HostRules());"),
            "has 1001 questions; the maximum is 1000"
        },
        {
            "questions without end",
            questions(
                    "return new AbstractList<>() { @Override public Question get(int i) { return new Question.HostRules(); }"
                            + " @Override public int size() { return Integer.MAX_VALUE; } };"),
            "out of memory: step acmeStep: Requested array size exceeds VM limit"
        },
        {
            "a question about an invalid name",
            questions("return List.of(new Question.HostLink(\"a/b\"));"),
            "asks for a device \"a/b\""
        },
        {"a null in the questions", questions("return Arrays.asList(null, null);"), "NullPointerException"},
        {
            "a full heap",
            "List<byte[]> all = new ArrayList<>(); for (;;) all.add(new byte[1 << 20]);",
            "out of memory: step acmeStep: Java heap space"
        },
    };

    /** Each row: a description, and the body of {@code plan} for a plan that looks invalid but must be accepted. */
    private static final String[][] ACCEPTED = {
        {
            "one object twice",
            "Route same = Route.to(Prefix.parse(\"203.0.113.8/32\"), Netns.HOST, \"eth0\"); return Plan.ensure(same).then(Plan.ensure(same));"
        },
        {
            "an object that is also removed",
            "Route same = Route.to(Prefix.parse(\"203.0.113.8/32\"), Netns.HOST, \"eth0\"); return Plan.ensure(same).then(Plan.remove(same));"
        },
        {
            "two values of one sysctl",
            "return Plan.ensure(SysctlValue.of(Netns.POD, SysctlValue.ipv4(\"veth0\", \"arp_notify\"), \"1\"))"
                    + ".then(Plan.ensure(SysctlValue.of(Netns.POD, SysctlValue.ipv4(\"veth0\", \"arp_notify\"), \"0\")));"
        },
        {
            "two routes to one destination",
            "Route one = Route.to(Prefix.parse(\"203.0.113.8/32\"), Netns.HOST, \"eth0\");"
                    + " return Plan.ensure(one).then(Plan.ensure(one.via(IpAddress.parse(\"172.18.0.1\"))));"
        },
        {
            "the removal of a route that another step moves",
            "return Plan.remove(context.snapshot().pod().routes().stream().filter(r -> r.destination().length() == 0).toList());"
        },
        {
            "the removal of what is not there",
            "return Plan.remove(Route.to(Prefix.parse(\"203.0.113.8/32\"), Netns.HOST, \"eth0\"));"
        },
    };

    /** Code that reads the address of another pod from an option. */
    private static final String OF_OTHER_POD = "IpAddress others = IpAddress.parse(context.options().get(WORD));"
            + " return Plan.ensure(Route.to(others.asPrefix(), Netns.HOST, context.snapshot().pod().link(\"veth0\").orElseThrow().peer()));"
            + " } static final Option<String> WORD = Option.of(\"word\", OptionType.text(\"a word\", text -> text), \"\", \"A word.\");"
            + " static void unused() {";

    private FaultyPlans() {}

    private static String questions(String body) {
        return "return Plan.NOTHING; } @Override public List<Question> questions(StepContext c) { " + body;
    }

    static List<BrokenJarKind> all() {
        List<BrokenJarKind> kinds = new ArrayList<>();
        for (String[] each : REFUSED) {
            boolean memory = each[2].startsWith("out of memory");
            List<String> says = List.of(each[2], "acmeStep", "(of FOLDER/acme.jar)");
            kinds.add(kind(
                    each, new Outcome.Refused(memory ? TRY_AGAIN : STEP_FAILED, says), aftermath(each[1], memory)));
        }
        for (String[] each : ACCEPTED) {
            kinds.add(kind(each, new Outcome.Succeeds(), Aftermath.NONE));
        }
        kinds.add(new BrokenJarKind(
                "the address of another pod",
                Map.of(
                        "acme.jar",
                        StepJar.withStep("acmeStep", AFTER_ROUTES + ".withOptions(List.of(WORD))", OF_OTHER_POD)),
                _ -> {},
                "{\"acmeStep\": {\"enabled\": true, \"word\": \"OTHER\"}}",
                new Outcome.Refused(ADDRESS_IN_USE, List.of("step acmeStep plans to take it (of FOLDER/acme.jar)")),
                Aftermath.NONE));
        return kinds;
    }

    private static Aftermath aftermath(String body, boolean memory) {
        if (body.contains("System.exit")) {
            return new Aftermath(OfDel.CLEAN, OfAgent.EXITS, Set.of(During.ADD));
        }
        return memory ? new Aftermath(OfDel.CLEAN, OfAgent.OUT_OF_MEMORY, Set.of(During.ADD)) : Aftermath.NONE;
    }

    private static BrokenJarKind kind(String[] row, Outcome add, Aftermath after) {
        return new BrokenJarKind(
                row[0],
                Map.of("acme.jar", StepJar.withStep("acmeStep", AFTER_ROUTES, row[1])),
                _ -> {},
                "{\"acmeStep\": {\"enabled\": true}}",
                add,
                after);
    }
}
