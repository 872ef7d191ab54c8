package meta.launcher.log;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BracesMessageTest {
    @Test
    void bracesAreFilledInOrder() {
        assertThat(text("{} of {} undone", 5, 6)).isEqualTo("5 of 6 undone");
    }

    @Test
    void aNullParameterIsWritten() {
        assertThat(text("x={}", (Object) null)).isEqualTo("x=null");
    }

    @Test
    void bracesWithoutParameterStay() {
        assertThat(text("{} {}", 1)).isEqualTo("1 {}");
        assertThat(text("{")).isEqualTo("{");
    }

    @Test
    void bracesInAParameterAreNotFilled() {
        assertThat(text("{}, {}", "{}", 2)).isEqualTo("{}, 2");
    }

    @Test
    void aThrowableWithoutBracesBelongsToTheEvent() {
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
