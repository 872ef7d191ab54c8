package meta.launcher.pods;

import java.util.List;
import meta.core.cni.CniRequest;
import meta.core.cni.JsonValue.JsonObject;
import meta.core.cni.RequestReadResult;
import meta.core.cni.RequestReader;
import meta.core.record.AttachmentRecord;
import meta.core.record.KnownAttachments.Known;

/**
 * An attachment with the texts that {@code metactl} prints.
 *
 * @param known the attachment
 * @param state its state
 */
public record ShownAttachment(Known known, AttachmentState state) {
    private static final String POD_VETH = "veth0";
    private static final List<String> BEFORE_DEVICE = List.of("add", "dev");

    AttachmentRecord record() {
        return known.record();
    }

    PodIdentifiers pod() {
        return PodIdentifiers.of(record());
    }

    /**
     * {@return the NIC's addresses in the recorded {@code prevResult}, without prefix lengths; empty if the recorded inputs are invalid}
     */
    List<String> addresses() {
        String nic = record().attachment().ifname();
        return RequestReader.readAdd(record().environment(), record().configuration())
                        instanceof RequestReadResult.Valid(CniRequest.Add add)
                ? add.config().previous().ips().stream()
                        .filter(ip -> ip.isOf(nic))
                        .map(ip -> ip.address().toString())
                        .toList()
                : List.of();
    }

    /** {@return the name of the device on the node that leads to the pod; empty if unknown} */
    String nodeEnd() {
        for (String command : record().made()) {
            String device = device(List.of(command.split(" ", -1)));
            if (!device.isEmpty()) {
                return device;
            }
        }
        return hostEndInResult();
    }

    private static String device(List<String> words) {
        boolean isLink = words.size() > 3 && words.subList(0, 2).equals(List.of("ip", "link"));
        for (int i = isLink ? 2 : 0; i + 1 < words.size(); i++) {
            boolean isBefore =
                    isLink ? BEFORE_DEVICE.contains(words.get(i)) : words.get(i).equals("dev");
            if (isBefore) {
                return words.get(i + 1);
            }
        }
        return "";
    }

    private String hostEndInResult() {
        String before = "";
        if (record().configuration().get("prevResult") instanceof JsonObject result) {
            for (var element : result.elements("interfaces")) {
                if (element instanceof JsonObject device) {
                    if (device.text("name").equals(POD_VETH)) {
                        return before;
                    }
                    before = device.text("sandbox").isEmpty() ? device.text("name") : "";
                }
            }
        }
        return "";
    }

    String source() {
        return switch (known.source()) {
            case RECORD -> "record";
            case RESULT_CACHE -> "result cache";
        };
    }
}
