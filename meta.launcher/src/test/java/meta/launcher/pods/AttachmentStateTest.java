package meta.launcher.pods;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import meta.core.call.RepairResult;
import meta.core.cni.Failure;
import meta.core.record.AttachmentRecord.Kept;
import meta.core.record.AttachmentRecord.Progress;
import org.junit.jupiter.api.Test;

class AttachmentStateTest {
    private static final RepairResult DIFFERENT = new RepairResult.Repaired(List.of("a", "b"));

    private static String state(Progress progress, Kept kept, RepairResult planned) {
        return AttachmentState.of(SampleRecords.record("shop/web-0", "3f0c", "eth0", "4-1", progress, kept), planned)
                .text();
    }

    private static String state(Kept kept, RepairResult planned) {
        return state(Progress.COMPLETE, kept, planned);
    }

    @Test
    void withoutADifferenceTheStateIsAsMadeOrRepaired() {
        assertThat(state(Kept.UNTOUCHED, new RepairResult.Unchanged())).isEqualTo("as made");
        assertThat(state(new Kept(3, false, "x"), new RepairResult.Unchanged())).isEqualTo("repaired: 3");
    }

    @Test
    void withDifferencesTheStateIsDriftedAndTheirNumber() {
        assertThat(state(Kept.UNTOUCHED, DIFFERENT)).isEqualTo("drifted: 2");
        assertThat(state(new Kept(3, false, "x"), DIFFERENT)).isEqualTo("drifted: 2");
    }

    @Test
    void ifTheAgentMakesNoMoreRepairsTheStateIsLeftAlone() {
        assertThat(state(new Kept(5, true, "x"), DIFFERENT)).isEqualTo("left alone");
        assertThat(state(new Kept(5, true, "x"), new RepairResult.Unchanged())).isEqualTo("left alone");
    }

    @Test
    void ifTheNamespaceIsGoneTheStateIsOrphanedWhateverTheProgress() {
        for (Progress progress : Progress.values()) {
            assertThat(state(progress, Kept.UNTOUCHED, new RepairResult.NamespaceGone()))
                    .isEqualTo("orphaned");
        }
    }

    @Test
    void ifAnAddOrDelHasNotEndedTheStateIsUnfinished() {
        assertThat(state(Progress.STARTED, Kept.UNTOUCHED, new RepairResult.NotConnected()))
                .isEqualTo("unfinished");
        assertThat(state(Progress.RELEASED, Kept.UNTOUCHED, DIFFERENT)).isEqualTo("unfinished");
    }

    @Test
    void withoutAPlanTheStateIsRepairOffOrUnknown() {
        assertThat(state(Kept.UNTOUCHED, new RepairResult.Off())).isEqualTo("repair off");
        assertThat(state(Kept.UNTOUCHED, new RepairResult.Failed(new Failure.TryAgain("busy"))))
                .isEqualTo("unknown");
    }
}
