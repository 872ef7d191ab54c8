package meta.launcher.pods;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import meta.core.call.RepairResult;
import meta.core.cni.Failure;
import meta.core.record.AttachmentRecord.Progress;
import meta.core.record.AttachmentRecord.RepairHistory;
import org.junit.jupiter.api.Test;

class AttachmentStateTest {
    private static final RepairResult DIFFERENT = new RepairResult.Repaired(List.of("a", "b"));

    private static String state(Progress progress, RepairHistory history, RepairResult planned) {
        return AttachmentState.of(SampleRecords.record("shop/web-0", "3f0c", "eth0", "4-1", progress, history), planned)
                .text();
    }

    private static String state(RepairHistory history, RepairResult planned) {
        return state(Progress.COMPLETE, history, planned);
    }

    @Test
    void withoutADifferenceTheStateIsAsMadeOrRepaired() {
        assertThat(state(RepairHistory.UNTOUCHED, new RepairResult.Unchanged())).isEqualTo("as made");
        assertThat(state(new RepairHistory(3, false, "x"), new RepairResult.Unchanged()))
                .isEqualTo("repaired: 3");
    }

    @Test
    void withDifferencesTheStateIsDriftedWithTheirNumber() {
        assertThat(state(RepairHistory.UNTOUCHED, DIFFERENT)).isEqualTo("drifted: 2");
        assertThat(state(new RepairHistory(3, false, "x"), DIFFERENT)).isEqualTo("drifted: 2");
    }

    @Test
    void ifTheAgentMakesNoMoreRepairsTheStateIsLeftAlone() {
        assertThat(state(new RepairHistory(5, true, "x"), DIFFERENT)).isEqualTo("left alone");
        assertThat(state(new RepairHistory(5, true, "x"), new RepairResult.Unchanged()))
                .isEqualTo("left alone");
    }

    @Test
    void ifTheNamespaceIsGoneTheStateIsOrphanedWhateverTheProgress() {
        for (Progress progress : Progress.values()) {
            assertThat(state(progress, RepairHistory.UNTOUCHED, new RepairResult.NamespaceGone()))
                    .isEqualTo("orphaned");
        }
    }

    @Test
    void ifAnAddOrDelHasNotEndedTheStateIsUnfinished() {
        assertThat(state(Progress.STARTED, RepairHistory.UNTOUCHED, new RepairResult.NotConnected()))
                .isEqualTo("unfinished");
        assertThat(state(Progress.RELEASED, RepairHistory.UNTOUCHED, DIFFERENT)).isEqualTo("unfinished");
    }

    @Test
    void withoutAPlanTheStateIsRepairOffOrUnknown() {
        assertThat(state(RepairHistory.UNTOUCHED, new RepairResult.Off())).isEqualTo("repair off");
        assertThat(state(RepairHistory.UNTOUCHED, new RepairResult.Failed(new Failure.TryAgain("busy"))))
                .isEqualTo("unknown");
    }
}
