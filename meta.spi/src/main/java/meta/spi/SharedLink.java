package meta.spi;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.regex.Pattern;
import meta.spi.net.DeviceName;

/**
 * The attachments of a pod that use a link of another attachment. The {@code ifalias} of the pod end lists them as {@code ifname=network},
 * separated by blanks. DEL of the attachment whose mark the link carries hands the link over to one of them.
 */
public final class SharedLink {
    private static final String BEGINNING = "meta-plugins also";
    private static final int LONGEST = 255; // bytes of an ifalias
    private static final Pattern NETWORK = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]*"); // CNI spec 1.1.0 "Parameters"

    private final Map<String, String> networks;

    private SharedLink(Map<String, String> networks) {
        networks = Map.copyOf(networks);
        this.networks = networks;
    }

    /** {@return a shared link with these properties, which have methods of the same names} */
    public static SharedLink of(Map<String, String> networks) {
        return new SharedLink(networks);
    }

    /**
     * {@return the attachments that an {@code ifalias} lists; none for any other text}
     *
     * <p>A process in the pod can also write the alias. Entries without a valid network name are ignored, because a mark with such a name could
     * be invalid or too long for the kernel.
     */
    public static SharedLink of(String alias) {
        Map<String, String> networks = new LinkedHashMap<>();
        if (alias.startsWith(BEGINNING)) {
            for (String entry : alias.substring(BEGINNING.length()).split(" ", -1)) {
                int end = entry.lastIndexOf('=');
                if (end > 0 && NETWORK.matcher(entry.substring(end + 1)).matches()) {
                    networks.put(entry.substring(0, end), entry.substring(end + 1));
                }
            }
        }
        return new SharedLink(networks);
    }

    /** {@return the attachment of the same container with this interface; empty if it does not use the link} */
    public Optional<Attachment> attachment(String ifname, Attachment ofContainer) {
        return Optional.ofNullable(networks.get(ifname))
                .map(network -> Attachment.of(network, ofContainer.containerId(), ifname, ofContainer.netns()));
    }

    /** {@return this list with one more attachment} */
    public SharedLink with(Attachment attachment) {
        Map<String, String> more = new LinkedHashMap<>(networks);
        more.put(attachment.ifname(), attachment.network());
        return new SharedLink(more);
    }

    /** {@return this list without the attachment with this interface} */
    public SharedLink without(String ifname) {
        Map<String, String> fewer = new LinkedHashMap<>(networks);
        fewer.remove(ifname);
        return new SharedLink(fewer);
    }

    /** {@return the text for the {@code ifalias}, at most 255 bytes, in natural order of the interfaces; entries that do not fit are left out} */
    public String alias() {
        StringJoiner text = new StringJoiner(" ", BEGINNING + " ", "").setEmptyValue("");
        networks.keySet().stream().sorted(DeviceName.ORDER).forEach(ifname -> {
            String entry = ifname + "=" + networks.get(ifname);
            if (BEGINNING.length() + 1 + text.length() + 1 + entry.length() <= LONGEST) {
                text.add(entry);
            }
        });
        return text.toString();
    }

    /** {@return the network of each attachment, by the name of its interface} */
    public Map<String, String> networks() {
        return networks;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SharedLink that && networks.equals(that.networks);
    }

    @Override
    public int hashCode() {
        return networks.hashCode();
    }

    @Override
    public String toString() {
        return "SharedLink[networks=" + networks + "]";
    }
}
