package meta.spi;

import meta.spi.net.Netns;

/** A thing to be looked up for the snapshot because a step needs to know it. */
public sealed interface Question {

    /** Is there a host device of this name, and what is it like? */
    record HostLink(String name) implements Question {}

    /** Which rules has the host? */
    record HostRules() implements Question {}

    /**
     * What do these settings say?
     *
     * @param netns whose settings
     * @param path the file below {@code /proc/sys}; a {@code *} in place of a folder's name asks for each of them, as in
     *     {@code net/ipv4/conf/*}{@code /rp_filter}. Asking so on the host costs more the more pods it has.
     */
    record Sysctls(Netns netns, String path) implements Question {}
}
