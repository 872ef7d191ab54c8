package meta.launcher.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import meta.core.call.CallLogSource.OpenLog;
import meta.core.call.CallServices;
import meta.core.call.CatalogSource;
import meta.core.call.NodeOptions;
import meta.core.call.OrphanRemovalCall;
import meta.core.cni.CniRequest;
import meta.core.cni.JsonValue;
import meta.core.cni.JsonValue.JsonObject;
import meta.core.cni.JsonValue.JsonString;
import meta.core.kernel.NamespaceSource;
import meta.core.plugin.Catalog;
import meta.core.record.AttachmentRecord;
import meta.core.record.AttachmentRecord.Progress;
import meta.core.record.AttachmentRecords;
import meta.core.record.OwnedEffect;
import meta.launcher.log.LogWriteSchedule;
import meta.spi.Effect;
import meta.spi.option.StepOptions;
import org.apache.logging.log4j.Level;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileLoggingTest {
    private static final CatalogSource WITHOUT_STEPS = (_, _) -> Catalog.of(List.of(), List.of());

    @TempDir
    Path folder;

    private final ByteArrayOutputStream errors = new ByteArrayOutputStream();
    private final FileLogging logging =
            new FileLogging(new PrintStream(errors, true, StandardCharsets.UTF_8), LogWriteSchedule.AT_ONCE);

    @Test
    void aCallWhoseTypeCannotBeAFileNameContinuesWithoutALog() {
        StepOptions options = StepOptions.defaults(List.of(LogOptions.OPTION));

        OpenLog log = logging.open("ve\0th", "VERSION", new CniRequest.Version(), Map.of(), options);
        log.close();

        assertThat(errors.toString(StandardCharsets.UTF_8))
                .startsWith("no log is written: ")
                .containsOnlyOnce("\n");
    }

    @Test
    void aCallWhoseTypeCannotBeAFileNameHasALogIfTheOptionNamesAFile() {
        Path log = folder.resolve("veth.log");
        LogOptions options = new LogOptions(Level.DEBUG, Optional.of(log), 1, 1, 1);

        logging.open(
                        "ve\0th",
                        "VERSION",
                        new CniRequest.Version(),
                        Map.of(),
                        StepOptions.defaults(List.of(LogOptions.OPTION)).with(LogOptions.OPTION, options))
                .close();

        assertThat(errors.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    @Test
    void theReasonWhyAnOrphanIsNotRemovedIsInTheLog() throws IOException {
        Path log = folder.resolve("veth.log");
        AttachmentRecord record = record(log);
        AttachmentRecords records = recordsWith(record);
        CatalogSource defective = (_, _) -> {
            throw new IllegalStateException("a defect");
        };

        assertThat(removal(defective, records).remove(record)).isFalse();

        assertThat(log).content().contains("SWEEP failed: java.lang.IllegalStateException: a defect");
    }

    @Test
    void theReasonWhyOnlyTheRecordOfAnOrphanIsRemovedIsInTheLog() throws IOException {
        Path log = folder.resolve("veth.log");
        AttachmentRecord record = record(log, "no name of an interface");
        AttachmentRecords records = recordsWith(record);

        assertThat(removal(WITHOUT_STEPS, records).remove(record)).isTrue();

        assertThat(records.find(record.key())).isEmpty();
        assertThat(log).content().contains("only the record is removed, because its inputs are invalid: CNI_IFNAME: ");
    }

    @Test
    void theRecordOfAnOrphanWithInvalidInputsStaysIfItListsEffects() throws IOException {
        Path log = folder.resolve("veth.log");
        OwnedEffect effect = new OwnedEffect("notify", Effect.of("webhook", "http://10.0.0.1/pods"));
        AttachmentRecord record = record(log, "no name of an interface").withEffects(List.of(effect));
        AttachmentRecords records = recordsWith(record);

        assertThat(removal(WITHOUT_STEPS, records).remove(record)).isFalse();

        assertThat(records.find(record.key())).isPresent();
        assertThat(log).content().contains("the record stays", "CNI_IFNAME: ");
    }

    private AttachmentRecords recordsWith(AttachmentRecord record) throws IOException {
        AttachmentRecords records = new AttachmentRecords(folder.resolve("records"));
        records.write(record);
        return records;
    }

    private OrphanRemovalCall removal(CatalogSource steps, AttachmentRecords records) {
        return new OrphanRemovalCall(
                new CallServices(NamespaceSource.byPath(), steps, _ -> NodeOptions.NONE, logging, records));
    }

    private static AttachmentRecord record(Path log) {
        return record(log, "eth0");
    }

    private static AttachmentRecord record(Path log, String ifname) {
        SequencedMap<String, String> environment = new LinkedHashMap<>();
        environment.put("CNI_CONTAINERID", "0123456789abcdef");
        environment.put("CNI_IFNAME", ifname);
        environment.put("CNI_NETNS", "/run/netns/pod");
        SequencedMap<String, JsonValue> options = new LinkedHashMap<>();
        options.put("log_file", new JsonString(log.toString()));
        SequencedMap<String, JsonValue> configuration = new LinkedHashMap<>();
        configuration.put("cniVersion", new JsonString("1.0.0"));
        configuration.put("name", new JsonString("lan"));
        configuration.put("type", new JsonString("veth"));
        configuration.put("log_options", new JsonObject(options));
        return AttachmentRecord.of(
                "veth",
                environment,
                new JsonObject(configuration),
                "4-2",
                "4-1",
                Instant.EPOCH,
                "1",
                Progress.COMPLETE);
    }
}
