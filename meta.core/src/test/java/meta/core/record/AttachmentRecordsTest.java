package meta.core.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Stream;
import meta.core.cni.JsonReadResult;
import meta.core.cni.JsonReader;
import meta.core.cni.JsonValue.JsonObject;
import meta.core.cni.JsonValue.JsonString;
import meta.core.reconcile.observe.HostObjectId;
import meta.core.reconcile.observe.HostObjectId.LinkNamed;
import meta.core.reconcile.observe.HostObjectId.NeighborAt;
import meta.core.reconcile.observe.HostObjectId.RouteTo;
import meta.core.reconcile.observe.HostObjectId.RuleLike;
import meta.core.record.AttachmentRecord.Progress;
import meta.core.record.AttachmentRecord.RepairHistory;
import meta.netlink.Family;
import meta.netlink.IpAddress;
import meta.netlink.Prefix;
import meta.netlink.RouteTable;
import meta.netlink.testbed.UnreadableFolder;
import meta.spi.Attachment;
import meta.spi.Effect;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A written attachment record is read back unchanged. A file that is no record, or a folder that other users can write, is reported and not
 * used.
 */
class AttachmentRecordsTest {
    private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");

    @TempDir
    Path temporary;

    private AttachmentRecords records;

    @BeforeEach
    void inAFolderThatDoesNotExist() {
        records = new AttachmentRecords(temporary.resolve("a/b"));
    }

    @Test
    void readingAWrittenRecordReturnsAnEqualRecord() throws IOException {
        AttachmentRecord record =
                record("lan", "c1").with(Progress.RELEASED).with(new RepairHistory(3, true, "a cause"));
        records.write(record);

        assertThat(records.find(record.key())).contains(record);
        assertThat(records.list().records()).containsExactly(record);
        assertThat(records.list().problems()).isEmpty();
    }

    @Test
    void readingWrittenEffectsReturnsEqualEffects() throws IOException {
        Effect effect = Effect.of("webhook", "pod \"1\"")
                .with("url", "http://10.0.0.1/pods")
                .with("body", "two\nlines")
                .describedAs("POST it");
        AttachmentRecord record = record("lan", "c1").withEffects(List.of(new OwnedEffect("notify", effect)));
        records.write(record);

        assertThat(records.find(record.key())).contains(record);
        assertThat(records.find(record.key()).orElseThrow().effects())
                .first()
                .hasToString("notify: effect webhook: POST it");
    }

    @Test
    void hostObjectsOfEachKindAreRead() throws IOException {
        List<HostObjectId> owned = List.of(
                new RouteTo(
                        RouteTable.of(0xfffffff0),
                        Prefix.parse("10.9.0.0/24"),
                        4,
                        4_000_000_000L,
                        Set.of("eth0", "eth1")),
                new RouteTo(RouteTable.MAIN, Prefix.parse("fd00::/64"), 0, 0, Set.of()),
                new NeighborAt(IpAddress.parse("fd00::1"), "eth0"),
                new RuleLike(Family.IPV6, "ip -6 rule add from fd00::1 table 500"),
                new RuleLike(Family.IPV4, "ip rule add from 10.9.0.1 table 500"),
                new LinkNamed("acme0"),
                new LinkNamed("e\udcff")); // a byte that is not valid UTF-8
        AttachmentRecord record = record("lan", "c1").owning(owned);
        records.write(record);

        assertThat(records.find(record.key())).contains(record);
    }

    @Test
    void aRecordHoldsAsManyHostObjectsAsAPlanMayHave() throws IOException {
        List<HostObjectId> owned = new ArrayList<>();
        for (int i = 0; i < 50_000; i++) {
            Prefix subnet = Prefix.parse("fd00:0:0:" + Integer.toHexString(i) + "::/64");
            owned.add(new RouteTo(RouteTable.of(0xfffffff0), subnet, 0, 4_000_000_000L, Set.of("a-device-of-15c")));
        }
        AttachmentRecord record = record("lan", "c1").owning(owned);
        records.write(record);

        assertThat(records.find(record.key())).contains(record);
    }

    @Test
    void linesThatNameNoHostObjectAreIgnored() throws IOException {
        AttachmentRecord record = record("lan", "c1").owning(List.of(new LinkNamed("acme0")));
        records.write(record);
        Path file = records.folder().resolve(record.key());
        String damaged = "\nroute\nroute 10.9.0.0/33 table 1 tos 0 metric 0\nneigh x eth0\nrule\n\nlink\nother";
        Files.writeString(file, Files.readString(file) + damaged);

        assertThat(records.find(record.key())).contains(record);
    }

    @Test
    void aRecordReplacesTheEarlierRecordOfItsAttachmentAndIsRemovedByItsKey() throws IOException {
        records.write(record("lan", "c1"));
        AttachmentRecord later = record("lan", "c1").completed(List.of("ip route replace 10.0.0.1 dev veth1"), 3);
        records.write(later);
        records.write(record("lan", "c2"));

        assertThat(records.list().records()).containsExactly(later, record("lan", "c2"));
        records.remove(later.key());
        records.remove(later.key());
        assertThat(records.list().records()).containsExactly(record("lan", "c2"));
    }

    @Test
    void onlyTheirUserCanReadFolderAndFiles() throws IOException {
        records.write(record("lan", "c1"));

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(records.folder())))
                .isEqualTo("rwx------");
        try (Stream<Path> files = Files.list(records.folder())) {
            assertThat(files.map(AttachmentRecordsTest::mode)).containsExactly("rw-------");
        }
    }

    @Test
    void aFolderThatOtherUsersCanWriteIsNotUsed() throws IOException {
        records.write(record("lan", "c1"));
        Files.setPosixFilePermissions(records.folder(), PosixFilePermissions.fromString("rwxrwxrwx"));

        assertThat(records.find(record("lan", "c1").key())).isEmpty();
        assertThat(records.list().records()).isEmpty();
        assertThat(records.list().problems()).singleElement().asString().contains("can be written by other users");
        assertThatThrownBy(() -> records.write(record("lan", "c2"))).isInstanceOf(IOException.class);
    }

    @Test
    void filesThatAreNoRecordsAreNamedAndIgnored() throws IOException {
        AttachmentRecord record = record("lan", "c1");
        records.write(record);
        String text = Files.readString(records.folder().resolve(record.key()));
        put("garbage", "\0\1");
        put("truncated", text.substring(0, text.length() / 2));
        put("list", "[1]");
        put("later", text.replace("\"format\":1", "\"format\":2"));
        put("copied", text);
        put("killed.tmp", "{");
        Files.createDirectory(records.folder().resolve("folder"));
        Files.createSymbolicLink(
                records.folder().resolve("link"), records.folder().resolve(record.key()));

        AttachmentRecords.Listing listing = records.list();

        assertThat(listing.records()).containsExactly(record);
        assertThat(listing.problems())
                .hasSize(7)
                .allSatisfy(problem -> assertThat(problem).startsWith(records.folder() + "/"))
                .anySatisfy(problem -> assertThat(problem).contains("later", "format 2, expected 1"))
                .anySatisfy(problem -> assertThat(problem).contains("copied", "its name"));
    }

    @Test
    void aRecordWithoutAnNsidIsRead() throws IOException {
        AttachmentRecord record = record("lan", "c1").completed(List.of(), 7);
        records.write(record);
        String text = Files.readString(records.folder().resolve(record.key()));
        put(record.key(), text.replace("\"podId\":7,", ""));

        assertThat(records.find(record.key())).contains(record.completed(List.of(), PodNsidQuery.NONE));
    }

    private void put(String name, String content) throws IOException {
        Files.writeString(records.folder().resolve(name), content);
    }

    @Test
    void aFileThatAKilledCallHasLeftIsReplaced() throws IOException {
        AttachmentRecord record = record("lan", "c1");
        Files.createDirectories(
                records.folder(), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        put(record.key() + ".tmp", "half");

        records.write(record);
        assertThat(records.find(record.key())).contains(record);
    }

    @Test
    void aRecordThatIsTooLargeToBeReadIsNotWritten() {
        JsonObject large =
                new JsonObject(new LinkedHashMap<>(Map.of("x", new JsonString("y".repeat(JsonReader.MAX_BYTES)))));

        assertThatThrownBy(() -> records.write(record(large, "c1")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("at most " + JsonReader.MAX_BYTES);
        assertThat(records.list().records()).isEmpty();
    }

    @Test
    void aKeyIsNoPathAndFitsIntoAFileName() {
        String odd = AttachmentRecord.key("../veth", Attachment.of("../../etc", "..", "a,b", ""));
        assertThat(odd).doesNotContain("/").isEqualTo("..%2fveth,..%2f..%2fetc,..,a%2cb");

        String first = AttachmentRecord.key("t".repeat(300), Attachment.of("ü".repeat(300), "c".repeat(300), "i", ""));
        String second = AttachmentRecord.key("t".repeat(300), Attachment.of("ü".repeat(300), "c".repeat(301), "i", ""));
        assertThat(first).hasSizeLessThan(250).isNotEqualTo(second);
    }

    @Test
    void onlyVariablesThatAnotherAddNeedsAreRecorded() {
        assertThat(AttachmentRecord.variables(Map.of(
                        "CNI_COMMAND", "ADD", "CNI_IFNAME", "net1", "META_PLUGINS_STEPS", "/s", "HOME", "/root")))
                .containsExactlyInAnyOrderEntriesOf(Map.of("CNI_IFNAME", "net1", "META_PLUGINS_STEPS", "/s"));
    }

    private static AttachmentRecord record(String network, String container) {
        JsonReadResult json = JsonReader.read(
                ("{\"name\":\"" + network + "\",\"n\":1.50,\"type\":\"veth\"}").getBytes(StandardCharsets.UTF_8));
        return record(json instanceof JsonReadResult.Valid(JsonObject object) ? object : JsonObject.EMPTY, container);
    }

    private static AttachmentRecord record(JsonObject configuration, String container) {
        SequencedMap<String, String> environment = new LinkedHashMap<>();
        environment.put("CNI_CONTAINERID", container);
        environment.put("CNI_IFNAME", "net1");
        environment.put("CNI_NETNS", "/run/netns/" + container);
        return AttachmentRecord.of("veth", environment, configuration, "4-1", "4-2", NOON, "1.0", Progress.STARTED);
    }

    private static String mode(Path file) {
        try {
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aFolderThatCannotBeListedIsAProblem() throws IOException {
        try (UnreadableFolder folder = UnreadableFolder.create()) {
            assertThat(new AttachmentRecords(folder.path()).list().problems())
                    .singleElement()
                    .asString()
                    .contains(folder.path().toString());
        }
    }

    @Test
    void theReasonWhyAFileInPlaceOfTheFolderCannotBeListedIsGiven() throws IOException {
        Path file = Files.createFile(temporary.resolve("file"));

        assertThat(new AttachmentRecords(file).list().problems()).containsExactly(file + ": not a folder");
    }
}
