package meta.image.flows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import meta.image.topology.Command;
import meta.image.topology.Namespace;

/** Pings the destinations of flows, all at the same time. Each destination is pinged until it answers, at most five times. */
final class FlowPings {
    private final Map<Namespace, Process> processes = new HashMap<>();

    /** Starts the pings for the {@linkplain Flow#isPlain plain} flows. The other flows are not pinged. */
    static FlowPings start(List<Flow> flows) {
        FlowPings pinged = new FlowPings();
        Map<Namespace, List<String>> asked = new HashMap<>();
        for (Flow flow : flows) {
            if (flow.isPlain()) {
                asked.computeIfAbsent(flow.from(), _ -> new ArrayList<>()).add(flow.asked());
            }
        }
        asked.forEach((from, addresses) -> {
            StringBuilder script = new StringBuilder();
            for (String address : addresses) { // the first packet can be lost while the kernel resolves a neighbour
                script.append(
                        "(for i in 1 2 3 4 5; do ping -n -q -c 1 -W 3 ADDRESS >/dev/null 2>&1 && echo ADDRESS && break; done) &\n"
                                .replace("ADDRESS", address));
            }
            script.append("wait\n");
            pinged.processes.put(
                    from, Command.of("sh", "-c", script.toString()).in(from).start());
        });
        return pinged;
    }

    /** {@return the given flows whose pings were answered} Waits until all pings have ended, which takes 15 seconds at most. */
    Set<Flow> answered(List<Flow> flows) throws IOException {
        Set<Flow> answered = new HashSet<>();
        for (Map.Entry<Namespace, Process> process : processes.entrySet()) {
            List<String> addresses = new String(
                            process.getValue().getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            for (Flow flow : flows) {
                if (flow.from().equals(process.getKey()) && addresses.contains(flow.asked())) {
                    answered.add(flow);
                }
            }
        }
        return answered;
    }
}
