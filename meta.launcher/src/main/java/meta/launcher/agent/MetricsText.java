package meta.launcher.agent;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import meta.core.keep.KeeperListener.State;

/**
 * Writes the metrics of the agent as text, for people or for Prometheus.
 *
 * @param now the present time, for the uptime
 */
record MetricsText(CallMetrics metrics, Instant now) {

    /** {@return a summary and, if {@link CallMetrics#calls} is not empty, a table of the calls} */
    String forPeople() {
        Map<CallMetrics.Kind, LatencyHistogram.Summary> kinds = metrics.calls();
        long calls = 0;
        long failed = 0;
        for (Map.Entry<CallMetrics.Kind, LatencyHistogram.Summary> entry : kinds.entrySet()) {
            calls += entry.getValue().calls();
            failed += entry.getKey().code() == 0 ? 0 : entry.getValue().calls();
        }
        StringBuilder text = new StringBuilder("up ").append(upTime());
        text.append(", calls ").append(calls).append(", failed ").append(failed);
        text.append(", requests refused ").append(metrics.refusedRequests());
        text.append(", made without the agent ").append(metrics.callsSentCold()).append('\n');
        text.append(metrics.repairs().isOn() ? keptAttachments() : "attachments are not repaired (--no-repair)\n");
        if (!kinds.isEmpty()) {
            text.append("milliseconds; median and 95 % of the last 256 calls of each kind\n");
            text.append(row("plugin", "verb", "outcome", "calls", "median", "95 %", "maximum"));
        }
        kinds.forEach((kind, sum) -> text.append(row(
                kind.plugin(),
                kind.verb(),
                kind.step().isEmpty() ? kind.outcome() : kind.outcome() + " at " + kind.step(),
                Long.toString(sum.calls()),
                millis(sum.median()),
                millis(sum.percentile95()),
                millis(sum.longest()))));
        return text.toString();
    }

    /** {@return the text format of Prometheus, version 0.0.4} */
    String forPrometheus() {
        StringBuilder text = new StringBuilder();
        head(
                text,
                "meta_plugins_agent_start_time_seconds",
                "gauge",
                "Start time of the agent in seconds since the epoch.");
        sample(
                text,
                "meta_plugins_agent_start_time_seconds",
                "",
                Long.toString(metrics.started().getEpochSecond()));
        head(
                text,
                "meta_plugins_agent_refused_total",
                "counter",
                "Requests that were malformed or not permitted, or that could not be answered.");
        sample(text, "meta_plugins_agent_refused_total", "", Long.toString(metrics.refusedRequests()));
        head(
                text,
                "meta_plugins_agent_sent_cold_total",
                "counter",
                "Calls that exceeded a limit of the agent and were made without it.");
        sample(text, "meta_plugins_agent_sent_cold_total", "", Long.toString(metrics.callsSentCold()));
        head(text, "meta_plugins_call_seconds", "histogram", "Duration of calls, by outcome.");
        metrics.calls().forEach((kind, sum) -> {
            String labels = labels(kind);
            for (int i = 0; i < LatencyHistogram.BOUNDS.size(); i++) {
                bucket(
                        text,
                        labels,
                        LatencyHistogram.BOUNDS.get(i).toString(),
                        sum.upTo().get(i));
            }
            bucket(text, labels, "+Inf", sum.calls());
            sample(text, "meta_plugins_call_seconds_sum", labels, Double.toString(sum.seconds()));
            sample(text, "meta_plugins_call_seconds_count", labels, Long.toString(sum.calls()));
        });
        head(
                text,
                "meta_plugins_phase_seconds",
                "summary",
                "Duration of the phases of calls. A failed call has no phases after the failure.");
        metrics.phases().forEach((phase, total) -> total(text, "meta_plugins_phase_seconds", "phase", phase, total));
        head(
                text,
                "meta_plugins_step_seconds",
                "summary",
                "Time that a step took in a call to ask for data and to plan. The changes of all steps are applied together, in the phase apply.");
        metrics.steps().forEach((step, total) -> total(text, "meta_plugins_step_seconds", "step", step, total));
        if (metrics.repairs().isOn()) {
            repairs(text);
        }
        return text.toString();
    }

    private void repairs(StringBuilder text) {
        head(text, "meta_plugins_repairs_total", "counter", "Repairs of attachments, by result.");
        metrics.repairs()
                .repairs()
                .forEach((kind, count) -> sample(
                        text,
                        "meta_plugins_repairs_total",
                        label("type", kind.type()) + ',' + label("result", RepairMetrics.word(kind.result())),
                        Long.toString(count)));
        head(
                text,
                "meta_plugins_repair_causes_total",
                "counter",
                "Repairs that have changed something, by the kind of their cause.");
        metrics.repairs()
                .causes()
                .forEach((cause, count) -> sample(
                        text,
                        "meta_plugins_repair_causes_total",
                        label("cause", RepairMetrics.word(cause)),
                        Long.toString(count)));
        metrics.repairs().attachments().ifPresent(counts -> {
            head(text, "meta_plugins_attachments", "gauge", "Attachments of the node, by state.");
            counts.forEach((state, count) -> sample(
                    text,
                    "meta_plugins_attachments",
                    label("state", RepairMetrics.word(state)),
                    Integer.toString(count)));
        });
    }

    /** {@return a line such as {@code attachments: 3 kept, 1 left alone; repairs: veth 12 unchanged, veth 2 repaired}} */
    private String keptAttachments() {
        String states = metrics.repairs().attachments().map(MetricsText::shown).orElse("not counted yet");
        List<String> repairs = new ArrayList<>();
        metrics.repairs()
                .repairs()
                .forEach((kind, count) ->
                        repairs.add(kind.type() + " " + count + " " + RepairMetrics.word(kind.result())));
        return "attachments: " + states + "; repairs: " + (repairs.isEmpty() ? "none" : String.join(", ", repairs))
                + "\n";
    }

    private static String shown(Map<State, Integer> counts) {
        List<String> states = new ArrayList<>();
        counts.forEach((state, count) -> {
            if (count > 0) {
                states.add(count + " " + RepairMetrics.word(state).replace('_', ' '));
            }
        });
        return states.isEmpty() ? "none" : String.join(", ", states);
    }

    private String upTime() {
        Duration up = Duration.between(metrics.started(), now);
        return up.toDays() + " d " + up.toHoursPart() + " h " + up.toMinutesPart() + " min " + up.toSecondsPart()
                + " s";
    }

    private static String row(Object... columns) {
        return String.format(Locale.ROOT, "  %-10s %-8s %-28s %8s %8s %8s %8s%n", columns);
    }

    private static String millis(Duration duration) {
        return String.format(Locale.ROOT, "%.1f", duration.toNanos() / 1e6);
    }

    private static void head(StringBuilder text, String name, String type, String help) {
        text.append("# HELP ").append(name).append(' ').append(help).append('\n');
        text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
    }

    private static void bucket(StringBuilder text, String labels, String bound, long count) {
        sample(text, "meta_plugins_call_seconds_bucket", labels + ",le=\"" + bound + '"', Long.toString(count));
    }

    private static void total(
            StringBuilder text, String metric, String label, CallMetrics.Part part, CallMetrics.Total total) {
        String labels = label("plugin", part.plugin())
                + ','
                + label("verb", part.verb())
                + ','
                + label(label, part.name())
                + ','
                + label("outcome", part.outcome());
        sample(text, metric + "_sum", labels, Double.toString(total.nanos() / 1e9));
        sample(text, metric + "_count", labels, Long.toString(total.calls()));
    }

    private static void sample(StringBuilder text, String name, String labels, String value) {
        text.append(name);
        if (!labels.isEmpty()) {
            text.append('{').append(labels).append('}');
        }
        text.append(' ').append(value).append('\n');
    }

    private static String labels(CallMetrics.Kind kind) {
        return label("plugin", kind.plugin())
                + ','
                + label("verb", kind.verb())
                + ','
                + label("step", kind.step())
                + ','
                + label("outcome", kind.outcome());
    }

    private static String label(String name, String value) {
        String escaped = value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
        return name + "=\"" + escaped + '"';
    }
}
