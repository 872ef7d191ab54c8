package meta.launcher.log;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BracesMessageTest {
    @Test
    void bracesAreReplacedInOrder() {
        assertThat(text("{} of {} undone", 5, 6)).isEqualTo("5 of 6 undone");
    }

    @Test
    void aNullParameterIsWrittenAsNull() {
        assertThat(text("x={}", (Object) null)).isEqualTo("x=null");
    }

    @Test
    void bracesWithoutParameterStay() {
        assertThat(text("{} {}", 1)).isEqualTo("1 {}");
        assertThat(text("{")).isEqualTo("{");
    }

    @Test
    void bracesInAParameterAreNotReplaced() {
        assertThat(text("{}, {}", "{}", 2)).isEqualTo("{}, 2");
    }

    @Test
    void aThrowableWithoutBracesIsTheThrowableOfTheMessage() {
        var thrown = new IllegalStateException("why");

        assertThat(new BracesMessage("{} failed", new Object[] {"x", thrown}).getThrowable())
                .isSameAs(thrown);
        assertThat(new BracesMessage("failed: {}", new Object[] {thrown}).getThrowable())
                .isNull();
    }

    private static String text(String pattern, Object... parameters) {
        return BracesMessage.FACTORY.newMessage(pattern, parameters).getFormattedMessage();
    }
}
