package meta.launcher.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import meta.core.call.CallOutcome;
import meta.core.call.CallTimes;
import meta.core.keep.CauseKind;
import meta.core.keep.KeeperListener.Result;
import meta.core.keep.KeeperListener.State;
import org.junit.jupiter.api.Test;

/** The metrics are shown as text, for people and for Prometheus, with a limited number of labels. */
class MetricsTextTest {
    private final CallMetrics metrics = new CallMetrics();

    @Test
    void thePrometheusTextHasAHistogramForEachKindOfCall() {
        made("veth", "ADD", new CallOutcome(0, "", CallTimes.NONE), Duration.ofMillis(3));
        made("veth", "ADD", new CallOutcome(0, "", CallTimes.NONE), Duration.ofMillis(30));
        made("veth", "ADD", new CallOutcome(100, "setupVeth", CallTimes.NONE), Duration.ofMillis(4));

        assertThat(new MetricsText(metrics, metrics.started()).forPrometheus())
                .contains("# TYPE meta_plugins_call_seconds histogram\n")
                .contains(sample("bucket", "", "success", ",le=\"0.002\"", "0"))
                .contains(sample("bucket", "", "success", ",le=\"0.005\"", "1"))
                .contains(sample("bucket", "", "success", ",le=\"0.05\"", "2"))
                .contains(sample("bucket", "", "success", ",le=\"+Inf\"", "2"))
                .contains(sample("sum", "", "success", "", "0.033"))
                .contains(sample("count", "", "success", "", "2"))
                .contains(sample("count", "setupVeth", "code 100", "", "1"))
                .contains("meta_plugins_agent_refused_total 0\n");
    }

    @Test
    void thePrometheusTextHasTheTimesOfStepsAndPhasesByOutcome() {
        made("veth", "ADD", spent("observe", 4_000, "setupVeth", 300), Duration.ofMillis(9));
        made("veth", "ADD", spent("observe", 5_000, "setupVeth", 200), Duration.ofMillis(9));
        made("veth", "ADD", failed(spent("observe", 7_000, "setupRoutes", 50)), Duration.ofMillis(9));

        assertThat(new MetricsText(metrics, metrics.started()).forPrometheus().lines())
                .contains("# TYPE meta_plugins_step_seconds summary")
                .containsSubsequence(
                        "meta_plugins_phase_seconds_sum{plugin=\"veth\",verb=\"ADD\",phase=\"observe\",outcome=\"code 100\"} 0.007",
                        "meta_plugins_phase_seconds_count{plugin=\"veth\",verb=\"ADD\",phase=\"observe\",outcome=\"code 100\"} 1",
                        "meta_plugins_phase_seconds_sum{plugin=\"veth\",verb=\"ADD\",phase=\"observe\",outcome=\"success\"} 0.009",
                        "meta_plugins_phase_seconds_count{plugin=\"veth\",verb=\"ADD\",phase=\"observe\",outcome=\"success\"} 2",
                        "meta_plugins_step_seconds_sum{plugin=\"veth\",verb=\"ADD\",step=\"setupRoutes\",outcome=\"code 100\"} 5.0E-5",
                        "meta_plugins_step_seconds_count{plugin=\"veth\",verb=\"ADD\",step=\"setupRoutes\",outcome=\"code 100\"} 1",
                        "meta_plugins_step_seconds_sum{plugin=\"veth\",verb=\"ADD\",step=\"setupVeth\",outcome=\"success\"} 5.0E-4",
                        "meta_plugins_step_seconds_count{plugin=\"veth\",verb=\"ADD\",step=\"setupVeth\",outcome=\"success\"} 2");
    }

    @Test
    void aPhaseThatOccursTwiceInACallCountsOnceWithTheTotalTime() {
        CallTimes times =
                new CallTimes(List.of(part("observe", 4_000), part("plan", 100), part("observe", 2_000)), List.of());
        made("veth", "ADD", new CallOutcome(0, "", times), Duration.ofMillis(9));

        assertThat(new MetricsText(metrics, metrics.started()).forPrometheus().lines())
                .contains(
                        "meta_plugins_phase_seconds_sum{plugin=\"veth\",verb=\"ADD\",phase=\"observe\",outcome=\"success\"} 0.006",
                        "meta_plugins_phase_seconds_count{plugin=\"veth\",verb=\"ADD\",phase=\"observe\",outcome=\"success\"} 1");
    }

    @Test
    void labelsAreEscaped() {
        made("a\"b\\c\nd", "ADD", new CallOutcome(7, "", CallTimes.NONE), Duration.ofMillis(1));

        assertThat(new MetricsText(metrics, metrics.started()).forPrometheus()).contains("plugin=\"a\\\"b\\\\c\\nd\",");
    }

    @Test
    void theTextForPeopleHasTheUptimeAndATable() {
        made("veth", "DEL", new CallOutcome(0, "", CallTimes.NONE), Duration.ofNanos(20_400_000));
        made("veth", "ADD", new CallOutcome(100, "setupVeth", CallTimes.NONE), Duration.ofMillis(3));
        metrics.requestRefused();

        String text = new MetricsText(metrics, metrics.started().plusSeconds(90_061)).forPeople();

        assertThat(text.lines().map(line -> line.strip().replaceAll(" +", " ")))
                .containsExactly(
                        "up 1 d 1 h 1 min 1 s, calls 2, failed 1, requests refused 1, made without the agent 0",
                        "attachments are not repaired (--no-repair)",
                        "milliseconds; median and 95 % of the last 256 calls of each kind",
                        "plugin verb outcome calls median 95 % maximum",
                        "veth ADD code 100 at setupVeth 1 3.0 3.0 3.0",
                        "veth DEL success 1 20.4 20.4 20.4");
    }

    @Test
    void repairsAreCountedByTypeAndResultAndAttachmentsByState() {
        assertThat(new MetricsText(metrics, metrics.started()).forPrometheus()).doesNotContain("meta_plugins_repairs");

        metrics.repairs().on();
        metrics.repairs().attachments(Map.of(State.KEPT, 3, State.LEFT_ALONE, 1));
        metrics.repairs().ended("veth", Result.UNCHANGED);
        metrics.repairs().ended("veth", Result.UNCHANGED);
        metrics.repairs().ended("router", Result.REPAIRED);
        metrics.repairs().repaired(CauseKind.NODE_ADDRESS);

        MetricsText text = new MetricsText(metrics, metrics.started());
        assertThat(text.forPeople().lines())
                .contains("attachments: 3 kept, 1 left alone; repairs: router 1 repaired, veth 2 unchanged");
        assertThat(text.forPrometheus().lines())
                .contains(
                        "# TYPE meta_plugins_repairs_total counter",
                        "meta_plugins_repairs_total{type=\"router\",result=\"repaired\"} 1",
                        "meta_plugins_repairs_total{type=\"veth\",result=\"unchanged\"} 2",
                        "meta_plugins_repair_causes_total{cause=\"node_address\"} 1",
                        "# TYPE meta_plugins_attachments gauge",
                        "meta_plugins_attachments{state=\"kept\"} 3",
                        "meta_plugins_attachments{state=\"left_alone\"} 1",
                        "meta_plugins_attachments{state=\"failing\"} 0");
    }

    @Test
    void untilTheKeeperHasCountedTheAttachmentsTheirNumberIsUnknown() {
        metrics.repairs().on();

        MetricsText text = new MetricsText(metrics, metrics.started());
        assertThat(text.forPeople().lines()).contains("attachments: not counted yet; repairs: none");
        assertThat(text.forPrometheus())
                .contains("# TYPE meta_plugins_repairs_total counter")
                .doesNotContain("meta_plugins_attachments");

        metrics.repairs().attachments(Map.of());
        assertThat(text.forPeople().lines()).contains("attachments: none; repairs: none");
        assertThat(text.forPrometheus()).contains("meta_plugins_attachments{state=\"kept\"} 0");
    }

    @Test
    void theNumberOfPluginTypesIsLimited() {
        for (int i = 0; i < 3000; i++) {
            made("type" + i, "ADD", new CallOutcome(7, "", CallTimes.NONE), Duration.ofMillis(1));
        }

        assertThat(metrics.calls()).hasSize(1001);
        assertThat(metrics.calls().values().stream()
                        .mapToLong(LatencyHistogram.Summary::calls)
                        .sum())
                .isEqualTo(3000);
    }

    @Test
    void theNumberOfStepsIsLimited() {
        for (int i = 0; i < 3000; i++) {
            made("veth", "ADD", spent("observe", 4_000, "step" + i, 1), Duration.ofMillis(9));
        }

        assertThat(metrics.steps()).hasSize(1001);
        assertThat(metrics.steps().values().stream()
                        .mapToLong(CallMetrics.Total::calls)
                        .sum())
                .isEqualTo(3000);
        assertThat(metrics.phases().values()).containsExactly(new CallMetrics.Total(3000, 12_000_000_000L));
    }

    private static CallOutcome spent(String phase, int phaseMicros, String step, int stepMicros) {
        return new CallOutcome(
                0, "", new CallTimes(List.of(part(phase, phaseMicros)), List.of(part(step, stepMicros))));
    }

    private static CallOutcome failed(CallOutcome outcome) {
        return new CallOutcome(100, outcome.times().steps().getFirst().name(), outcome.times());
    }

    private static CallTimes.Phase part(String name, int micros) {
        return new CallTimes.Phase(name, Duration.ofNanos(micros * 1000L));
    }

    private void made(String plugin, String verb, CallOutcome outcome, Duration took) {
        metrics.callEnded(new AgentRequest.Call(0, plugin, Map.of("CNI_COMMAND", verb)), outcome, took);
    }

    private static String sample(String what, String step, String outcome, String more, String value) {
        return "meta_plugins_call_seconds_" + what + "{plugin=\"veth\",verb=\"ADD\",step=\"" + step + "\",outcome=\""
                + outcome + "\"" + more + "} " + value + "\n";
    }
}
