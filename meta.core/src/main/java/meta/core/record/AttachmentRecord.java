package meta.core.record;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import meta.core.cni.CniArgs;
import meta.core.cni.JsonValue.JsonObject;
import meta.core.reconcile.observe.HostObjectId;
import meta.spi.Attachment;

/**
 * The inputs of an attachment's ADD, its objects on the host, its effects, and its repairs.
 *
 * @param configuration the network configuration with {@code prevResult}
 * @param pod the identity of the pod's network namespace, see {@link meta.netlink.netns.NetworkNamespace#identity}; empty if unknown
 * @param podId the nsid of the pod's namespace; {@link PodNsid#NONE} if there is none or it is unknown
 * @param host the identity of the node's network namespace
 * @param time the beginning of the ADD, cut to milliseconds; in a record from the {@link ResultCache}, the time of the cached file
 * @param version the version of this software that carried out the ADD; empty if unknown, as in a record from the {@link ResultCache}
 * @param made the planned objects on the host that are not in {@code owned}, each as an {@code ip} command that creates it
 * @param owned the objects on the host that third-party steps have planned
 * @param effects the effects that may be in force, in the order in which they were applied
 */
public record AttachmentRecord(
        String type,
        SequencedMap<String, String> environment,
        JsonObject configuration,
        String pod,
        int podId,
        String host,
        Instant time,
        String version,
        Progress progress,
        List<String> made,
        List<HostObjectId> owned,
        List<OwnedEffect> effects,
        RepairHistory history) {
    /**
     * The maximum lengths of the parts of a key, with escapes. With commas and a file extension, they stay below 255 bytes, the limit of a file name.
     */
    private static final int LONGEST_TYPE = 40;

    private static final int LONGEST_ID = 72; // a container id has 64 digits
    private static final int LONGEST_NAME = 45; // of an interface: 15 bytes

    private static final List<String> IDENTIFYING = List.of("CNI_CONTAINERID", "CNI_IFNAME", "CNI_NETNS", "CNI_ARGS");

    public enum Progress {
        /** Its ADD has begun and has not succeeded. */
        STARTED,
        /** Its ADD has succeeded. */
        COMPLETE,
        /** Its DEL has begun. */
        RELEASED
    }

    /**
     * The repairs since the ADD.
     *
     * @param repairs the number of repairs that have changed something
     * @param leftAlone whether the attachment is no longer repaired, because another program repeatedly undoes the repairs
     * @param cause the cause of the last repair, in words; empty if there was none
     */
    public record RepairHistory(int repairs, boolean leftAlone, String cause) {
        public static final RepairHistory UNTOUCHED = new RepairHistory(0, false, "");
    }

    public AttachmentRecord {
        time = Instant.ofEpochMilli(time.toEpochMilli()); // as precise as its file
        environment = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(environment));
        made = List.copyOf(made);
        owned = List.copyOf(owned);
        effects = List.copyOf(effects);
    }

    /** {@return a record without an nsid, objects, effects and repairs} */
    public static AttachmentRecord of(
            String type,
            SequencedMap<String, String> environment,
            JsonObject configuration,
            String pod,
            String host,
            Instant time,
            String version,
            Progress progress) {
        return new AttachmentRecord(
                type,
                environment,
                configuration,
                pod,
                PodNsid.NONE,
                host,
                time,
                version,
                progress,
                List.of(),
                List.of(),
                List.of(),
                RepairHistory.UNTOUCHED);
    }

    /** {@return the variables of a call that a record keeps, sorted by name} */
    public static SequencedMap<String, String> variables(Map<String, String> environment) {
        SequencedMap<String, String> kept = new TreeMap<>();
        for (Map.Entry<String, String> variable : environment.entrySet()) {
            if (isKept(variable.getKey())) {
                kept.put(variable.getKey(), variable.getValue());
            }
        }
        return kept;
    }

    private static boolean isKept(String name) {
        return (name.startsWith("CNI_") && !name.equals("CNI_COMMAND")) || name.startsWith("META_PLUGINS_");
    }

    /** {@return the NIC and its pod; a missing part is empty} */
    public Attachment attachment() {
        return Attachment.of(
                configuration.text("name"),
                environment.getOrDefault("CNI_CONTAINERID", ""),
                environment.getOrDefault("CNI_IFNAME", ""),
                environment.getOrDefault("CNI_NETNS", ""));
    }

    /** {@return the pod's network namespace; its path and identity may be empty} */
    public PodNamespace namespace() {
        return new PodNamespace(attachment().netns(), pod);
    }

    /** {@return whether a DEL has begun, or the path, in the mount namespace of this process, does not lead to the pod's namespace} */
    public boolean isReleased() {
        return progress == Progress.RELEASED || !namespace().isThere();
    }

    public CniArgs args() {
        return CniArgs.parse(environment.getOrDefault("CNI_ARGS", ""));
    }

    /** {@return the name of its file} */
    public String key() {
        return key(type, attachment());
    }

    /**
     * {@return the name of the file with the record of an attachment: type, network, container id and interface, escaped and separated by commas} A
     * long part is cut and ends in a checksum of the whole part.
     */
    public static String key(String type, Attachment attachment) {
        return String.join(
                ",",
                escaped(type, LONGEST_TYPE),
                escaped(attachment.network(), LONGEST_ID),
                escaped(attachment.containerId(), LONGEST_ID),
                escaped(attachment.ifname(), LONGEST_NAME));
    }

    private static String escaped(String part, int longest) {
        StringBuilder escaped = new StringBuilder();
        for (int i = 0; i < part.length(); i++) {
            char each = part.charAt(i);
            boolean plain = (each >= 'a' && each <= 'z')
                    || (each >= 'A' && each <= 'Z')
                    || (each >= '0' && each <= '9')
                    || each == '_'
                    || each == '-'
                    || each == '.';
            if (plain) {
                escaped.append(each);
            } else {
                escaped.append('%').append(Integer.toHexString(each));
            }
        }
        if (escaped.length() <= longest) {
            return escaped.toString();
        }
        String checksum = "~" + Integer.toHexString(part.hashCode());
        return escaped.substring(0, longest - checksum.length()) + checksum;
    }

    /**
     * {@return the record without its large parts, to be kept in memory; it must not be written} Of the configuration and the variables, only what
     * identifies the pod and its NIC is left.
     */
    public AttachmentRecord withoutContents() {
        SequencedMap<String, String> identifying = new LinkedHashMap<>();
        for (String name : IDENTIFYING) {
            String value = environment.get(name);
            if (value != null) {
                identifying.put(name, value);
            }
        }
        JsonObject name = JsonObject.EMPTY.with("name", configuration.get("name"));
        return new AttachmentRecord(
                type,
                identifying,
                name,
                pod,
                podId,
                host,
                time,
                version,
                progress,
                List.of(),
                List.of(),
                List.of(),
                history);
    }

    public AttachmentRecord with(Progress now) {
        return new AttachmentRecord(
                type, environment, configuration, pod, podId, host, time, version, now, made, owned, effects, history);
    }

    /** {@return the record with the progress {@link Progress#COMPLETE}, these objects as {@code made}, and this {@code podId}} */
    public AttachmentRecord completed(List<String> objects, int id) {
        return new AttachmentRecord(
                type,
                environment,
                configuration,
                pod,
                id,
                host,
                time,
                version,
                Progress.COMPLETE,
                objects,
                owned,
                effects,
                history);
    }

    /** {@return the record with these objects as {@code owned}} */
    public AttachmentRecord owning(List<HostObjectId> objects) {
        return new AttachmentRecord(
                type,
                environment,
                configuration,
                pod,
                podId,
                host,
                time,
                version,
                progress,
                made,
                objects,
                effects,
                history);
    }

    /** {@return the effects in a record; none if there is no record} */
    public static List<OwnedEffect> effects(Optional<AttachmentRecord> record) {
        return record.map(AttachmentRecord::effects).orElse(List.of());
    }

    public AttachmentRecord withEffects(List<OwnedEffect> now) {
        return new AttachmentRecord(
                type, environment, configuration, pod, podId, host, time, version, progress, made, owned, now, history);
    }

    public AttachmentRecord with(RepairHistory now) {
        return new AttachmentRecord(
                type, environment, configuration, pod, podId, host, time, version, progress, made, owned, effects, now);
    }
}
