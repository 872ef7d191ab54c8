package meta.spi.testkit;

import java.util.ArrayList;
import java.util.List;
import meta.spi.Plan;
import meta.spi.Snapshot;
import org.assertj.core.api.AbstractAssert;

/** Assertions about the plan of a step. */
public final class PlanAssert extends AbstractAssert<PlanAssert, Plan> {
    private static final String ANYTHING = "…";

    private final String text;

    private PlanAssert(Plan actual, String text) {
        super(actual, PlanAssert.class);
        this.text = text;
    }

    /** {@return assertions about this plan} */
    public static PlanAssert assertThat(Plan actual) {
        return new PlanAssert(actual, PlanText.print(actual));
    }

    /**
     * {@return assertions whose {@link #isPlan} expects, for a link that exists in {@code before}, only the properties that the plan changes, such as
     * {@code pod ip link set eth0 mtu 9000}}
     */
    public PlanAssert from(Snapshot before) {
        return new PlanAssert(actual, PlanText.print(actual, before));
    }

    /**
     * Asserts that the plan consists of these lines, in this order.
     *
     * <p>The number of blanks does not matter. The reason of an item is compared only if the expected line has a reason ({@code # because ...}).
     * {@code …} in a word stands for any characters, as in {@code lladdr …}; a word may contain one {@code …}.
     */
    public PlanAssert isPlan(String expected) {
        List<Line> wanted = Line.of(expected);
        List<Line> planned = Line.of(text);
        int same = 0;
        while (same < Math.min(wanted.size(), planned.size()) && matches(wanted.get(same), planned.get(same))) {
            same++;
        }
        if (same < wanted.size() || same < planned.size()) {
            throw failureWithActualExpected(
                    text,
                    expected,
                    "the plan differs at line %d.%nexpected:%n%splanned:%n%s",
                    same + 1,
                    marked(wanted, same),
                    marked(planned, same));
        }
        return this;
    }

    /** Asserts that every object that the plan ensures already exists in this state, and that no object that the plan removes does. */
    public PlanAssert changesNothingIn(Snapshot snapshot) {
        List<String> changing = new ArrayList<>();
        Snapshot now = snapshot;
        for (Plan.Item item : actual.items()) {
            Plan one = new Plan(List.of(item));
            Snapshot then = now.with(one);
            if (!then.equals(now)) {
                changing.add(PlanText.print(one, now));
            }
            now = then;
        }
        if (!changing.isEmpty()) {
            failWithMessage("the plan changes the state:%n%s", String.join("", changing));
        }
        return this;
    }

    private static boolean matches(Line wanted, Line planned) {
        boolean reason = wanted.reason().isEmpty() || wanted.reason().equals(planned.reason());
        boolean length = wanted.words().size() == planned.words().size();
        for (int i = 0; length && i < wanted.words().size(); i++) {
            length = matches(wanted.words().get(i), planned.words().get(i));
        }
        return reason && length;
    }

    private static boolean matches(String wanted, String planned) {
        int gap = wanted.indexOf(ANYTHING);
        if (gap < 0) {
            return wanted.equals(planned);
        }
        String head = wanted.substring(0, gap);
        String tail = wanted.substring(gap + ANYTHING.length());
        return planned.length() >= head.length() + tail.length() && planned.startsWith(head) && planned.endsWith(tail);
    }

    private static String marked(List<Line> lines, int at) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < lines.size(); i++) {
            text.append(i == at ? "> " : "  ").append(lines.get(i)).append(System.lineSeparator());
        }
        return text.isEmpty() ? "  (nothing)" + System.lineSeparator() : text.toString();
    }
}
