package meta.spi;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.regex.Pattern;
import meta.spi.net.DeviceName;

/**
 * The attachments of a pod that use the veth pair of another attachment of the same pod. The {@code ifalias} of the pair's pod end lists
 * them as {@code ifname=network}, separated by blanks. Immutable.
 */
public sealed interface SharedLink {
    /**
     * {@return a shared link with these attachments}
     *
     * @param networks the network names of the attachments, by their interface names
     */
    static SharedLink of(Map<String, String> networks) {
        return new PlainSharedLink(networks);
    }

    /**
     * {@return the attachments that an {@code ifalias} lists; none if the text has another form} Entries without an interface name or a
     * valid network name are ignored: a process in the pod can write the alias, too.
     */
    static SharedLink of(String alias) {
        Map<String, String> networks = new LinkedHashMap<>();
        if (alias.startsWith(PlainSharedLink.BEGINNING)) {
            for (String entry :
                    alias.substring(PlainSharedLink.BEGINNING.length()).split(" ", -1)) {
                int end = entry.lastIndexOf('=');
                if (end > 0
                        && PlainSharedLink.NETWORK
                                .matcher(entry.substring(end + 1))
                                .matches()) {
                    networks.put(entry.substring(0, end), entry.substring(end + 1));
                }
            }
        }
        return of(networks);
    }

    /**
     * {@return the attachment with this interface name; empty if it does not use the link}
     *
     * @param ofContainer any attachment of the same container; source of the container id and network namespace
     */
    default Optional<Attachment> attachment(String ifname, Attachment ofContainer) {
        String network = networks().get(ifname);
        return network == null
                ? Optional.empty()
                : Optional.of(Attachment.of(network, ofContainer.containerId(), ifname, ofContainer.netns()));
    }

    /** {@return a copy with this attachment, which replaces one with the same interface name} */
    default SharedLink with(Attachment attachment) {
        Map<String, String> more = new LinkedHashMap<>(networks());
        more.put(attachment.ifname(), attachment.network());
        return of(more);
    }

    /** {@return a copy without the attachment that has this interface name} */
    default SharedLink without(String ifname) {
        Map<String, String> fewer = new LinkedHashMap<>(networks());
        fewer.remove(ifname);
        return of(fewer);
    }

    /**
     * {@return the text for the {@code ifalias}, in the {@linkplain DeviceName#ORDER order} of the interface names; empty if it lists no
     * attachment} An attachment whose entry would make the text longer than 255 bytes is left out.
     */
    default String alias() {
        int bytes = PlainSharedLink.BEGINNING.length();
        StringJoiner text = new StringJoiner(" ", PlainSharedLink.BEGINNING + " ", "").setEmptyValue("");
        for (String ifname :
                networks().keySet().stream().sorted(DeviceName.ORDER).toList()) {
            String entry = ifname + "=" + networks().get(ifname);
            int longer = bytes + 1 + entry.getBytes(StandardCharsets.UTF_8).length;
            if (longer <= PlainSharedLink.LONGEST) {
                text.add(entry);
                bytes = longer;
            }
        }
        return text.toString();
    }

    /** {@return the network names of the attachments, by their interface names; unmodifiable} */
    Map<String, String> networks();
}

record PlainSharedLink(Map<String, String> networks) implements SharedLink {
    static final String BEGINNING = "meta-plugins also";
    static final int LONGEST = 255; // bytes of an ifalias
    static final Pattern NETWORK = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]*"); // CNI spec 1.1.0 "Parameters"

    PlainSharedLink {
        networks = Map.copyOf(networks);
    }
}
