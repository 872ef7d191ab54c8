package meta.core.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** All resources are closed exactly once, in the reverse order of opening, even if closing one of them fails. */
class OwnedResourcesTest {
    private final List<String> closed = new ArrayList<>();
    private final OwnedResources owned = new OwnedResources();

    @Test
    void resourcesAreClosedInTheReverseOrderOfOpening() {
        owned.own("namespace", closed::add);
        owned.own("lock", closed::add);
        owned.own("socket", closed::add);

        owned.close();

        assertThat(closed).containsExactly("socket", "lock", "namespace");
    }

    @Test
    void closingAgainClosesNothing() {
        owned.own("namespace", closed::add);

        owned.close();
        owned.close();

        assertThat(closed).containsExactly("namespace");
    }

    @Test
    void aFailureClosesTheOtherResourcesAndIsNotRepeated() {
        owned.own("namespace", closed::add);
        owned.own("thread", this::fail);
        owned.own("lock", closed::add);
        owned.own("socket", this::fail);

        assertThatThrownBy(owned::close)
                .hasMessage("socket")
                .satisfies(first -> assertThat(first.getSuppressed())
                        .singleElement()
                        .satisfies(second -> assertThat(second).hasMessage("thread")));
        owned.close();

        assertThat(closed).containsExactly("socket", "lock", "thread", "namespace");
    }

    private void fail(String resource) {
        closed.add(resource);
        throw new IllegalStateException(resource);
    }
}
