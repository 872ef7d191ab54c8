package meta.core.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import meta.core.record.KnownAttachments.Known;
import meta.core.record.KnownAttachments.Source;
import meta.netlink.testbed.UnreadableFolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Attachment records are rebuilt from the files in which libcni caches configurations and results. */
class ResultCacheTest {
    private static final Set<String> TYPES = Set.of("veth", "router");
    private static final String CHAIN = """
            {"cniVersion": "1.0.0", "name": "lan", "plugins": [
              {"type": "macvlan", "master": "eth0"},
              {"type": "veth", "service_hijack_subnet": "10.96.0.0/12", "capabilities": {"mac": true}}]}""";

    @TempDir
    Path folder;

    @Test
    void anAttachmentIsRebuiltFromTheChainAndItsResult() throws IOException {
        cache("lan-c1-net1", CHAIN, "");

        List<AttachmentRecord> found = new ResultCache(folder).list(TYPES, "4-2");

        assertThat(found).singleElement().satisfies(record -> {
            assertThat(record.type()).isEqualTo("veth");
            assertThat(record.attachment().toString()).contains("lan", "c1", "net1", "/proc/self/ns/net");
            assertThat(record.args().podName()).isEqualTo("web");
            assertThat(record.pod()).matches("[0-9]+-[0-9]+");
            assertThat(record.host()).isEqualTo("4-2");
            assertThat(record.configuration().toString())
                    .contains("\"cniVersion\":\"1.0.0\"", "\"name\":\"lan\"", "\"prevResult\":{\"ips\"")
                    .contains("\"runtimeConfig\":{\"mac\":\"02:00:00:00:00:01\"}")
                    .doesNotContain("portMappings");
        });
    }

    @Test
    void theNetnsPathMayBeOnlyInTheResult() throws IOException {
        cache("lan-c1-net1", CHAIN, "\"netns\": \"\",");

        assertThat(new ResultCache(folder).list(TYPES, "4-2"))
                .singleElement()
                .extracting(record -> record.attachment().netns())
                .isEqualTo("/proc/self/ns/net");
    }

    @Test
    void entriesOfOtherTypesAndUnreadableEntriesAreLeftOut() throws IOException {
        cache("a", CHAIN.replace("\"veth\"", "\"tuning\""), "");
        cache("b", CHAIN, "\"netns\": \"/run/netns/gone-for-ever\",");
        cache("c", "no JSON", "");
        Files.writeString(folder.resolve("d"), "{\"kind\": \"other\"}");
        Files.writeString(folder.resolve("e"), "{");
        Files.createDirectory(folder.resolve("f"));

        assertThat(new ResultCache(folder).list(TYPES, "4-2")).isEmpty();
        assertThat(new ResultCache(folder.resolve("missing")).list(TYPES, "4-2"))
                .isEmpty();
    }

    @Test
    void aRecordTakesPrecedenceOverTheResultCache(@TempDir Path recordFolder) throws IOException {
        cache("lan-c1-net1", CHAIN, "");
        ResultCache cache = new ResultCache(folder);
        AttachmentRecords records = new AttachmentRecords(recordFolder.resolve("records"));
        KnownAttachments known = new KnownAttachments(records, cache);
        AttachmentRecord rebuilt = cache.list(TYPES, "4-2").getFirst();
        assertThat(known.list(TYPES, "4-2").attachments()).containsExactly(new Known(rebuilt, Source.RESULT_CACHE));

        records.write(rebuilt);
        assertThat(known.list(TYPES, "4-2").attachments()).containsExactly(new Known(rebuilt, Source.RECORD));
        assertThat(known.list(TYPES, "4-3").attachments())
                .as("the record is of another node")
                .isEmpty();
    }

    private void cache(String name, String chain, String netns) throws IOException {
        String path = netns.isEmpty() ? "\"netns\": \"/proc/self/ns/net\"," : netns;
        Files.writeString(folder.resolve(name), """
                {"kind": "cniCacheV1", "containerId": "c1", "ifName": "net1", "networkName": "lan", %s
                 "config": "%s", "cniArgs": [["K8S_POD_NAMESPACE", "default"], ["K8S_POD_NAME", "web"]],
                 "capabilityArgs": {"mac": "02:00:00:00:00:01", "portMappings": []},
                 "result": {"ips": [{"address": "172.18.24.120/24", "interface": 0}],
                            "interfaces": [{"name": "net1", "sandbox": "/proc/self/ns/net"}]}}
                """.formatted(
                        path, Base64.getEncoder().encodeToString(chain.getBytes(StandardCharsets.UTF_8))));
    }

    @Test
    void aFolderThatCannotBeListedContainsNoAttachments() throws IOException {
        try (UnreadableFolder unreadable = UnreadableFolder.create()) {
            assertThat(new ResultCache(unreadable.path()).list(TYPES, "4-2")).isEmpty();
        }
    }
}
