package meta.core.cni;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The pairs in {@code CNI_ARGS} are read, and text that is not a pair is ignored. */
class CniArgsTest {

    @Test
    void theNamesAndIdsOfThePodAreRead() {
        CniArgs args = CniArgs.parse("IgnoreUnknown=1;K8S_POD_NAMESPACE=shop;K8S_POD_NAME=web-0;"
                + "K8S_POD_INFRA_CONTAINER_ID=3f0c;K8S_POD_UID=11-22");

        assertThat(args.podName()).isEqualTo("web-0");
        assertThat(args.podNamespace()).isEqualTo("shop");
        assertThat(args.podUid()).isEqualTo("11-22");
        assertThat(args.infraContainerId()).isEqualTo("3f0c");
    }

    @Test
    void anUnknownKeyIsIgnoredWithOrWithoutIgnoreUnknown() {
        assertThat(CniArgs.parse("IgnoreUnknown=0;FOO=BAR;K8S_POD_NAME=web-0").podName())
                .isEqualTo("web-0");
    }

    @Test
    void aValueThatTheRuntimeDoesNotSetIsEmpty() {
        assertThat(CniArgs.NONE.podName()).isEmpty();
        assertThat(CniArgs.parse("").podUid()).isEmpty();
    }

    @Test
    void aValueMayHaveAnEqualsSignOrBeEmpty() {
        assertThat(CniArgs.parse("A=b=c;D=").pairs()).containsEntry("A", "b=c").containsEntry("D", "");
    }

    @ParameterizedTest
    @ValueSource(strings = {";", ";;;", "=", "=x", "A", "A;B", ";A=1;", "A=1;B", "B;A=1"})
    void textThatIsNotAPairIsIgnored(String text) {
        assertThat(CniArgs.parse(text).pairs().keySet()).isSubsetOf("A");
        assertThat(CniArgs.parse(text).pairs().values()).isSubsetOf("1");
    }
}
