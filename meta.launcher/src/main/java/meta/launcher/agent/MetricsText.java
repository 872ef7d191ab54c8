package meta.launcher.agent;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;

/**
 * The figures in words, for people and for Prometheus.
 *
 * @param figures what was counted
 * @param now the time that it is
 */
record MetricsText(CallMetrics figures, Instant now) {

    /** {@return a table for people} */
    String forPeople() {
        Map<CallMetrics.Kind, LatencyHistogram.Sum> sums = figures.sums();
        long calls = 0;
        long failed = 0;
        for (Map.Entry<CallMetrics.Kind, LatencyHistogram.Sum> entry : sums.entrySet()) {
            calls += entry.getValue().calls();
            failed += entry.getKey().code() == 0 ? 0 : entry.getValue().calls();
        }
        StringBuilder text = new StringBuilder("up ").append(upTime());
        text.append(", calls ").append(calls).append(", failed ").append(failed);
        text.append(", requests refused ").append(figures.refusedRequests());
        text.append(", sent the cold way ").append(figures.callsSentCold()).append('\n');
        if (!sums.isEmpty()) {
            text.append("milliseconds, of the last 256 of a kind but the maximum\n");
            text.append(row("plugin", "verb", "outcome", "calls", "median", "95 %", "maximum"));
        }
        sums.forEach((kind, sum) -> text.append(row(
                kind.plugin(),
                kind.verb(),
                kind.step().isEmpty() ? kind.outcome() : kind.outcome() + " at " + kind.step(),
                Long.toString(sum.calls()),
                millis(sum.median()),
                millis(sum.slow()),
                millis(sum.longest()))));
        return text.toString();
    }

    /** {@return the text format of Prometheus, version 0.0.4} */
    String forPrometheus() {
        StringBuilder text = new StringBuilder();
        head(text, "meta_plugins_agent_start_time_seconds", "gauge", "When the agent was started, in Unix time.");
        sample(
                text,
                "meta_plugins_agent_start_time_seconds",
                "",
                Long.toString(figures.started().getEpochSecond()));
        head(text, "meta_plugins_agent_refused_total", "counter", "Requests that were no call, or could not be made.");
        sample(text, "meta_plugins_agent_refused_total", "", Long.toString(figures.refusedRequests()));
        head(
                text,
                "meta_plugins_agent_sent_cold_total",
                "counter",
                "Calls that the agent had no room for, and that were made without it.");
        sample(text, "meta_plugins_agent_sent_cold_total", "", Long.toString(figures.callsSentCold()));
        head(text, "meta_plugins_call_seconds", "histogram", "Calls, by how they ended and how long they took.");
        figures.sums().forEach((kind, sum) -> {
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
        head(text, "meta_plugins_phase_seconds", "summary", "Phases of calls, as far as the calls came.");
        figures.phases().forEach((share, sum) -> shares(text, "meta_plugins_phase_seconds", "phase", share, sum));
        head(
                text,
                "meta_plugins_step_seconds",
                "summary",
                "What a step took in a call to ask and to plan; what all steps want is applied together, in the phase apply.");
        figures.steps().forEach((share, sum) -> shares(text, "meta_plugins_step_seconds", "step", share, sum));
        return text.toString();
    }

    private String upTime() {
        Duration up = Duration.between(figures.started(), now);
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

    private static void shares(
            StringBuilder text, String name, String part, TimeTotals.Share share, TimeTotals.Sum sum) {
        String labels = label("plugin", share.plugin())
                + ','
                + label("verb", share.verb())
                + ','
                + label(part, share.part())
                + ','
                + label("outcome", share.outcome());
        sample(text, name + "_sum", labels, Double.toString(sum.nanos() / 1e9));
        sample(text, name + "_count", labels, Long.toString(sum.calls()));
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
