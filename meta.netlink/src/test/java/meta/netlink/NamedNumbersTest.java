package meta.netlink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** Numbers and flags of the kernel are printed with the names of {@code ip(8)}, and their range is checked. */
class NamedNumbersTest {
    @Test
    void aNumberWithANameIsPrintedAsItsName() {
        assertThat(Family.IPV6).hasToString("inet6");
        assertThat(RouteTable.MAIN).hasToString("main");
        assertThat(RouteScope.UNIVERSE).hasToString("global");
        assertThat(RouteProtocol.KERNEL).hasToString("kernel");
        assertThat(RouteType.BLACKHOLE).hasToString("blackhole");
        assertThat(RoutePreference.HIGH).hasToString("high");
        assertThat(RuleAction.TO_TABLE).hasToString("lookup");
        assertThat(Errno.ENETUNREACH).hasToString("ENETUNREACH");
    }

    @Test
    void aNumberWithoutANameIsPrintedAsANumber() {
        assertThat(new Family(28)).hasToString("28");
        assertThat(RouteTable.of(-2)).hasToString("4294967294");
        assertThat(RouteScope.of(7)).hasToString("7");
        assertThat(RouteProtocol.of(109)).hasToString("109");
        assertThat(RouteType.of(99)).hasToString("99");
        assertThat(RoutePreference.of(2)).hasToString("2");
        assertThat(RuleAction.of(9)).hasToString("9");
        assertThat(Errno.of(4000)).hasToString("errno 4000");
    }

    @Test
    void aNumberOutsideTheRangeOfItsFieldIsRejected() {
        assertThatThrownBy(() -> new Family(256)).hasMessage("address family: 256 is not 0 to 255");
        assertThatThrownBy(() -> RouteProtocol.of(300)).hasMessage("route protocol: 300 is not 0 to 255");
        assertThatThrownBy(() -> RouteScope.of(-1)).hasMessage("route scope: -1 is not 0 to 255");
        assertThatThrownBy(() -> RouteType.of(256)).hasMessage("route type: 256 is not 0 to 255");
        assertThatThrownBy(() -> RoutePreference.of(256)).hasMessage("route preference: 256 is not 0 to 255");
        assertThatThrownBy(() -> RuleAction.of(256)).hasMessage("rule action: 256 is not 0 to 255");
        assertThatThrownBy(() -> new NudState(0x10000)).hasMessage("neighbour state: 65536 is not 0 to 65535");
        assertThatThrownBy(() -> Errno.of(0)).hasMessage("errno: 0 is not 1 to 4095");
    }

    @Test
    void tablesAreOrderedAsUnsignedNumbers() {
        assertThat(RouteTable.of(-1)).isGreaterThan(RouteTable.LOCAL);
        assertThat(RouteTable.of(500)).isGreaterThan(RouteTable.LOCAL);
    }

    @Test
    void flagsArePrintedByNameAndBitsWithoutANameAsOneNumber() {
        assertThat(LinkFlags.UP.with(LinkFlags.LOWER_UP)).hasToString("UP,LOWER_UP");
        assertThat(new LinkFlags(0x80000001)).hasToString("UP,0x80000000");
        assertThat(LinkFlags.NONE).hasToString("");
        assertThat(AddressFlags.NODAD.with(AddressFlags.PERMANENT)).hasToString("nodad,permanent");
        assertThat(NudState.PERMANENT).hasToString("permanent");
    }

    @Test
    void flagsAreAddedAndRemoved() {
        LinkFlags both = LinkFlags.UP.with(LinkFlags.BROADCAST);
        assertThat(both.has(LinkFlags.UP)).isTrue();
        assertThat(LinkFlags.UP.has(both)).isFalse();
        assertThat(both.without(LinkFlags.UP)).isEqualTo(LinkFlags.BROADCAST);
        assertThat(AddressFlags.NODAD.without(AddressFlags.NODAD)).isEqualTo(AddressFlags.NONE);
        assertThat(NudState.NOARP.with(NudState.PERMANENT).without(NudState.NOARP))
                .isEqualTo(NudState.PERMANENT);
    }
}
