package meta.image.torture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class SelectionTest {
    @Test
    void theWordsSelectTheCasesThatContainAllOfThem() {
        Selection selection = Selection.of(List.of("7:3", "ROUTER", "DEL_SECOND"));

        assertThat(selection.cases()).isNotEmpty().allMatch(each -> each.type() == TrialCase.Type.ROUTER);
        assertThat(selection.stride()).isEqualTo(7);
        assertThat(selection.begin()).isEqualTo(3);
    }

    @Test
    void argumentsThatSelectNoTrialAreRejected() {
        assertThatThrownBy(() -> Selection.of(List.of("ROUTR", "DEL")))
                .hasMessageStartingWith("ROUTR DEL: no case has these words; there are [");
        assertThatThrownBy(() -> Selection.of(List.of("0", "DEL"))).hasMessageStartingWith("0: every n-th fault");
    }
}
