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
 * The attachment record: the inputs of an attachment's ADD, and the attachment's host objects, effects and repairs.
 *
 * @param type the plugin type
 * @param environment the environment variables of the ADD ({@link #variables}); a record from the {@link ResultCache} lacks some of them
 * @param configuration the network configuration, with its {@code prevResult}; in a record from the {@link ResultCache}, with the result of
 *     the whole chain
 * @param pod the {@linkplain meta.netlink.netns.NetworkNamespace#identity identity} of the pod's network namespace; empty if unknown
 * @param podId the nsid of the pod's network namespace in the node's; {@link PodNsidQuery#NONE} if missing or unknown
 * @param host the identity of the node's network namespace
 * @param time when the ADD began, cut to milliseconds; in a record from the {@link ResultCache}, the time of the cached file
 * @param version the version of the software that carried out the ADD; empty if unknown
 * @param progress the progress of the attachment
 * @param made the objects that the last successful ADD planned in the node's network namespace, except those in {@code owned}, as
 *     commands ({@link meta.spi.net.IpCommand#ensure})
 * @param owned the identities of the objects that third-party steps have planned in the node's network namespace
 * @param effects the effects that may be in force
 * @param history the repairs since the ADD
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
     * The maximum number of characters of the type in a key, after escaping. The four parts of a key, with commas and {@code .tmp},
     * stay below 255 bytes, the limit of a file name.
     */
    private static final int LONGEST_TYPE = 40;

    private static final int LONGEST_ID = 72; // of a network or container
    private static final int LONGEST_NAME = 45; // of an interface: 15 bytes

    private static final List<String> IDENTIFYING = List.of("CNI_CONTAINERID", "CNI_IFNAME", "CNI_NETNS", "CNI_ARGS");

    /** The progress of an attachment from its ADD to its DEL. */
    public enum Progress {
        /** The ADD has begun, and has not succeeded. */
        STARTED,
        /** The ADD has succeeded. */
        COMPLETE,
        /** A DEL has begun, or the attachment was removed except for effects that could not be undone. */
        RELEASED
    }

    /**
     * The repairs of an attachment since its ADD.
     *
     * @param repairs the number of repairs that have changed something
     * @param leftAlone whether the agent no longer repairs the attachment, because another program repeatedly reverses the repairs
     * @param cause the cause of the last repair that has changed something; empty if there was none
     */
    public record RepairHistory(int repairs, boolean leftAlone, String cause) {
        /** No repairs. */
        public static final RepairHistory UNTOUCHED = new RepairHistory(0, false, "");
    }

    public AttachmentRecord {
        time = Instant.ofEpochMilli(time.toEpochMilli()); // as precise as its file
        environment = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(environment));
        made = List.copyOf(made);
        owned = List.copyOf(owned);
        effects = List.copyOf(effects);
    }

    /** {@return a record without nsid, objects, effects and repairs} */
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
                PodNsidQuery.NONE,
                host,
                time,
                version,
                progress,
                List.of(),
                List.of(),
                List.of(),
                RepairHistory.UNTOUCHED);
    }

    /**
     * {@return the environment variables that an attachment record contains, sorted by name: {@code CNI_*} except {@code CNI_COMMAND}, and
     * {@code META_PLUGINS_*}}
     *
     * @param environment the environment variables of a call
     */
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

    /** {@return the attachment; a part that the record does not contain is empty} */
    public Attachment attachment() {
        return Attachment.of(
                configuration.text("name"),
                environment.getOrDefault("CNI_CONTAINERID", ""),
                environment.getOrDefault("CNI_IFNAME", ""),
                environment.getOrDefault("CNI_NETNS", ""));
    }

    /** {@return the pod's network namespace; the path and the identity may be empty} */
    public PodNamespace namespace() {
        return new PodNamespace(attachment().netns(), pod);
    }

    /**
     * {@return whether the attachment is {@link Progress#RELEASED}, or its network namespace is not found at the recorded path
     * ({@link PodNamespace#isThere})}
     */
    public boolean isReleased() {
        return progress == Progress.RELEASED || !namespace().isThere();
    }

    /** {@return the parsed {@code CNI_ARGS}; empty if the variable is missing} */
    public CniArgs args() {
        return CniArgs.parse(environment.getOrDefault("CNI_ARGS", ""));
    }

    /** {@return the name of the file that contains this record} */
    public String key() {
        return key(type, attachment());
    }

    /**
     * {@return the name of the file with the record of an attachment} The name consists of type, network, container id and interface,
     * escaped. A long part is cut, and ends with a checksum of the whole part.
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
     * {@return a copy without the large parts, to be kept in memory} Of the configuration, it contains the {@code name}; of the
     * environment, the variables that identify the pod and its NIC. Its lists are empty. The copy must not be written to a file.
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

    /** {@return a copy with this progress} */
    public AttachmentRecord with(Progress now) {
        return new AttachmentRecord(
                type, environment, configuration, pod, podId, host, time, version, now, made, owned, effects, history);
    }

    /**
     * {@return a copy with the progress {@link Progress#COMPLETE}}
     *
     * @param objects the new {@link #made}
     * @param id the new {@link #podId}
     */
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

    /** {@return a copy with these objects as {@link #owned}} */
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

    /** {@return the effects in a record; an empty list if there is no record} */
    public static List<OwnedEffect> effects(Optional<AttachmentRecord> record) {
        return record.map(AttachmentRecord::effects).orElse(List.of());
    }

    /** {@return a copy with these {@link #effects}} */
    public AttachmentRecord withEffects(List<OwnedEffect> now) {
        return new AttachmentRecord(
                type, environment, configuration, pod, podId, host, time, version, progress, made, owned, now, history);
    }

    /** {@return a copy with this history} */
    public AttachmentRecord with(RepairHistory now) {
        return new AttachmentRecord(
                type, environment, configuration, pod, podId, host, time, version, progress, made, owned, effects, now);
    }
}
