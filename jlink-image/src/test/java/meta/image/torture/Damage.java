package meta.image.torture;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import meta.image.topology.Command;
import meta.image.topology.Namespace;

/**
 * Random changes in a namespace. Objects of the plugins are deleted or changed, objects with number 109 are added, sysctls are written, and
 * addresses of the node change.
 *
 * @param commands commands of {@code ip}, without the word {@code ip}
 * @param settings values to write below {@code /proc/sys/net}, such as {@code ipv4/conf/all/rp_filter=1}
 */
record Damage(Namespace namespace, List<String> commands, List<String> settings) {

    /**
     * {@return one to four random changes in the pod} A change can consist of several commands, or of no command if the pod has no object
     * of the selected kind. The objects are selected now; {@link #happen} changes them.
     */
    static Damage inPod(World world, RandomGenerator random) {
        return new Generator(world.pod().netns(), random, 1 + random.nextInt(4)).inPod();
    }

    /** {@return one to four random changes on the node, selected as in {@link #inPod}} */
    static Damage onNode(World world, RandomGenerator random) {
        return new Generator(world.node(), random, 1 + random.nextInt(4)).onNode();
    }

    /** Makes the changes. A command that fails is ignored, for example because its object no longer exists. */
    void happen() {
        Command.of("ip", "-n", namespace.name(), "-force", "-batch", "-")
                .reading(String.join("\n", commands) + "\n")
                .run();
        StringBuilder script = new StringBuilder();
        for (String setting : settings) {
            String[] parts = setting.split("=", 2);
            script.append("echo %s > /proc/sys/net/%s\n".formatted(parts[1], parts[0]));
        }
        if (!settings.isEmpty()) {
            Command.of("sh").in(namespace).reading(script.toString()).run();
        }
    }

    @Override
    public String toString() {
        return namespace.name() + ": " + String.join("; ", commands) + "; " + String.join("; ", settings);
    }

    /** Selects random changes. The objects to delete or change are among those that exist when the selection runs. */
    private static final class Generator {
        private final Namespace namespace;
        private final RandomGenerator random;
        private final int count;
        private final List<String> commands = new ArrayList<>();
        private final List<String> settings = new ArrayList<>();

        Generator(Namespace namespace, RandomGenerator random, int count) {
            this.namespace = namespace;
            this.random = random;
            this.count = count;
        }

        Damage inPod() {
            for (int i = 0; i < count; i++) {
                switch (random.nextInt(8)) {
                    case 0, 1 -> route();
                    case 2 -> rule();
                    case 3 -> neighbor();
                    case 4 -> setting();
                    case 5 -> ourDevices().forEach(this::link);
                    case 6 -> unknownObject(pick(List.of("eth0", ourDevices().isEmpty() ? "eth0" : "veth0")));
                    default -> ourDevices().forEach(this::addressOf);
                }
            }
            return new Damage(namespace, commands, settings);
        }

        Damage onNode() {
            for (int i = 0; i < count; i++) {
                switch (random.nextInt(7)) {
                    case 0 -> route();
                    case 1 -> rule();
                    case 2 -> neighbor();
                    case 3 -> setting();
                    case 4 -> ourDevices().forEach(this::link);
                    case 5 -> ourDevices().forEach(this::unknownObject);
                    default -> addressesOfNode();
                }
            }
            return new Damage(namespace, commands, settings);
        }

        private String family() {
            return random.nextBoolean() ? "-4 " : "-6 ";
        }

        private void route() {
            String family = family();
            one(namespace.ipLines(family + "route show table all proto 109")).forEach(route -> {
                commands.add("route del " + route);
                String destination = route.startsWith("default") ? all(family) : route.split(" ", 2)[0];
                switch (random.nextInt(4)) {
                    case 0 -> commands.add("route add blackhole " + destination + table(route) + " proto 109");
                    case 1 -> commands.add("route add " + route + " mtu 1300");
                    default -> {}
                }
            });
        }

        private static String all(String family) {
            return family.startsWith("-6") ? "::/0" : "0.0.0.0/0";
        }

        private static String table(String route) {
            int at = route.indexOf(" table ");
            return at < 0 ? "" : " table " + route.substring(at + 7).split(" ", 2)[0];
        }

        private void rule() {
            String family = family();
            List<String> ours = namespace.ipLines(family + "rule show").stream()
                    .filter(rule -> rule.contains("proto 109"))
                    .toList();
            one(ours).forEach(rule -> {
                int colon = rule.indexOf(':');
                String priority = rule.substring(0, colon);
                String selector = rule.substring(colon + 1).strip();
                String all = selector.startsWith("from all lookup")
                        ? "from " + all(family) + selector.substring(8)
                        : selector;
                commands.add("rule del priority " + priority + " " + all);
                if (random.nextInt(3) == 0) {
                    commands.add("rule add priority " + priority + " "
                            + all.replaceAll("lookup [^ ]+", "lookup 77").replace("proto 109", "protocol 109"));
                }
            });
        }

        private void neighbor() {
            one(namespace.ipLines("neigh show proto 109")).forEach(neighbor -> {
                String[] words = neighbor.split(" ", -1);
                String entry = words[0] + " dev " + words[2];
                if (random.nextBoolean()) {
                    commands.add("neigh del " + entry);
                } else {
                    commands.add("neigh replace " + entry + " lladdr 0a:00:00:00:00:66 nud "
                            + (random.nextBoolean() ? "permanent protocol 109" : "stale"));
                }
            });
        }

        private void setting() {
            String device = pick(devices());
            switch (random.nextInt(4)) {
                case 0 -> settings.add("ipv6/conf/" + device + "/accept_ra=2");
                case 1 -> settings.add("ipv4/conf/all/rp_filter=" + random.nextInt(3));
                default -> settings.add("ipv4/conf/" + device + "/rp_filter=" + random.nextInt(3));
            }
        }

        private void link(String device) {
            switch (random.nextInt(3)) {
                case 0 -> commands.add("link set " + device + " down");
                case 1 -> {
                    commands.add("link set " + device + " down");
                    commands.add("link set " + device + " up");
                }
                default -> commands.add("link set " + device + " mtu 1290");
            }
        }

        /** Adds an object that has the protocol number of our objects (109) but is in no plan. */
        private void unknownObject(String device) {
            switch (random.nextInt(3)) {
                case 0 -> commands.add("route add 198.51.100.0/24 dev " + device + " proto 109");
                case 1 ->
                    commands.add("neigh replace 198.51.100.9 dev " + device
                            + " lladdr 0a:00:00:00:00:66 nud permanent protocol 109");
                default -> commands.add("route add 2001:db8:66::/64 dev " + device + " proto 109");
            }
        }

        private void addressOf(String device) {
            one(addresses(device)).forEach(address -> commands.add("addr del " + address + " dev " + device));
        }

        private List<String> addresses(String device) {
            return namespace.ipLines("-br addr show dev " + device).stream()
                    .flatMap(line -> List.of(line.split(" +", -1)).stream())
                    .filter(word -> word.contains("/"))
                    .toList();
        }

        /** Changes addresses of the node. On each LAN, the node keeps one address of each IP family. */
        private void addressesOfNode() {
            switch (random.nextInt(4)) {
                case 0 -> {
                    commands.add("addr replace 172.18.5.5/16 dev eth0");
                    commands.add("addr replace fd00:18::55/64 dev eth0 nodad");
                }
                case 1 -> {
                    commands.add("addr replace 192.168.7.55/24 dev eth1");
                    commands.add("addr replace fd00:7::55/64 dev eth1 nodad");
                }
                case 2 -> again("eth0", "172.18.0." + (2 + random.nextInt(3)) + "/16", "fd00:18::2/64");
                default -> again("eth1", "192.168.7.2/24", "fd00:7::" + (2 + random.nextInt(3)) + "/64");
            }
        }

        private void again(String device, String ipv4, String ipv6) {
            commands.add("addr flush dev " + device + " scope global");
            commands.add("addr add " + ipv4 + " dev " + device);
            commands.add("addr add " + ipv6 + " dev " + device + " nodad");
            commands.add("route replace default via 172.18.0.1");
            commands.add("route replace default via fd00:18::1");
        }

        private List<String> devices() {
            return namespace.ipLines("-br link show").stream()
                    .map(line -> line.replaceAll("[@ ].*", ""))
                    .toList();
        }

        /** {@return the ends of our veth pairs in the namespace; empty with {@code router}, which creates no veth pair} */
        private List<String> ourDevices() {
            return devices().stream()
                    .filter(device -> device.startsWith("veth"))
                    .toList();
        }

        private List<String> one(List<String> list) {
            return list.isEmpty() ? list : List.of(pick(list));
        }

        private String pick(List<String> list) {
            return list.get(random.nextInt(list.size()));
        }
    }
}
