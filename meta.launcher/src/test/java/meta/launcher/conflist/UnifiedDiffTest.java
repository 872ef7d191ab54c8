package meta.launcher.conflist;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class UnifiedDiffTest {
    @Test
    void aChangeHasThreeLinesOfContextOnEachSide() {
        assertThat(UnifiedDiff.of("/f", "1\n2\n3\n4\n5\n6\n7\n8\n9\n", "/f", "1\n2\n3\n4\nX\nY\n6\n7\n8\n9\n"))
                .isEqualTo("--- /f\n+++ /f\n@@ -2,7 +2,8 @@\n 2\n 3\n 4\n-5\n+X\n+Y\n 6\n 7\n 8\n");
    }

    @Test
    void aLastLineWithoutALineBreakIsMarked() {
        assertThat(UnifiedDiff.of("/f", "a", "/f", "b"))
                .isEqualTo(
                        "--- /f\n+++ /f\n@@ -1 +1 @@\n-a\n\\ No newline at end of file\n+b\n\\ No newline at end of file\n");
    }

    @Test
    void aNewFileIsComparedWithDevNull() {
        assertThat(UnifiedDiff.of("/f", "", "/f", "a\n")).isEqualTo("--- /dev/null\n+++ /f\n@@ -0,0 +1 @@\n+a\n");
    }

    @Test
    void equalTextsHaveNoDifference() {
        assertThat(UnifiedDiff.of("/f", "a", "/f", "a")).isEmpty();
    }
}
