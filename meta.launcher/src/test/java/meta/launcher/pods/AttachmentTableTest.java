package meta.launcher.pods;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import meta.core.record.AttachmentRecord;
import meta.core.record.AttachmentRecord.Progress;
import meta.core.record.AttachmentRecord.RepairHistory;
import meta.core.record.KnownAttachments.Known;
import meta.core.record.KnownAttachments.Source;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AttachmentTableTest {
    private static final AttachmentTable TABLE = new AttachmentTable(false, SampleRecords.TIME.plusSeconds(3 * 3600));

    private static ShownAttachment shown(AttachmentRecord record) {
        return new ShownAttachment(SampleRecords.known(record), new AttachmentState.AsMade(0));
    }

    @Test
    void eachAttachmentHasALine() {
        AttachmentRecord named = SampleRecords.record("shop/web-0", "3f0c6a1d52b84e07", "4-1");
        AttachmentRecord cached = SampleRecords.record(
                "", "77f0c6a1d52b84e0", "net1", "4-2", Progress.COMPLETE, new RepairHistory(2, false, "rule deleted"));
        AttachmentRecord withoutObjects = new AttachmentRecord(
                cached.type(),
                cached.environment(),
                cached.configuration(),
                cached.pod(),
                cached.podId(),
                cached.host(),
                cached.time(),
                "",
                cached.progress(),
                List.of(),
                List.of(),
                List.of(),
                cached.history());
        var drifted = new ShownAttachment(
                new Known(withoutObjects, Source.RESULT_CACHE), new AttachmentState.Drifted(List.of("x")));

        assertThat(String.join("\n", TABLE.lines(List.of(shown(named), drifted))))
                .isEqualTo("""
                POD            NETWORK  TYPE  NIC   ADDRESSES            NODE END  AGE  STATE       KNOWN FROM
                shop/web-0     lan      veth  eth0  172.18.24.1,fd00::1  vethab12  3h   as made     record
                77f0c6a1d52b8  lan      veth  net1  -                    veth3f0c  3h   drifted: 1  result cache""");
    }

    @Test
    void theWideTableHasTheCauseOfTheLastRepair() {
        AttachmentRecord record = SampleRecords.record(
                "shop/web-0", "3f0c", "eth0", "4-1", Progress.COMPLETE, new RepairHistory(2, false, "rule deleted"));

        assertThat(new AttachmentTable(true, SampleRecords.TIME).lines(List.of(shown(record))))
                .last()
                .asString()
                .endsWith("record      3f0c       /run/netns/4-1  1.0.0    rule deleted");
    }

    @Test
    void aNameCannotBreakTheTable() {
        AttachmentRecord record = SampleRecords.record("shop/a\nb\tc\u001b[2J" + "x".repeat(300), "3f0c", "4-1");

        List<String> lines = TABLE.lines(List.of(shown(record)));

        assertThat(lines).hasSize(2);
        assertThat(lines.getLast())
                .startsWith("shop/a\\nb\\tc\\u001b[2Jxxx")
                .contains("x…  lan")
                .hasSizeLessThan(250);
    }

    @ParameterizedTest
    @CsvSource({"-5, 0s", "0, 0s", "119, 119s", "120, 2m", "7199, 119m", "7200, 2h", "172799, 47h", "172800, 2d"})
    void anAgeHasOneUnit(long seconds, String text) {
        assertThat(AttachmentTable.age(Duration.ofSeconds(seconds))).isEqualTo(text);
    }

    @Test
    void theJsonHasTheAttachmentsAndTheirStates() {
        String json = AttachmentJson.of(List.of(shown(SampleRecords.record("shop/web-0", "3f0c", "4-1"))));

        assertThat(json)
                .contains(
                        "\"namespace\": \"shop\"",
                        "\"pod\": \"web-0\"",
                        "\"nodeEnd\": \"vethab12\"",
                        "\"state\": \"as made\"",
                        "\"knownFrom\": \"record\"");
        assertThat(AttachmentJson.of(List.of())).isEqualTo("[ ]");
    }
}
