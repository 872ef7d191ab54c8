package meta.core.plugin;

import java.nio.charset.StandardCharsets;
import java.util.List;
import meta.core.config.OptionDeclarationCheck;
import meta.netlink.Prefix;
import meta.spi.PlanningException;
import meta.spi.net.Address;
import meta.spi.net.DeviceName;
import meta.spi.net.Hop;
import meta.spi.net.Link;
import meta.spi.net.Neighbor;
import meta.spi.net.NetworkObject;
import meta.spi.net.Route;
import meta.spi.net.Rule;
import meta.spi.net.SysctlValue;
import meta.spi.net.VethPair;

/**
 * Reviews parts of the plans and questions of third-party steps, without regard to the present state. An invalid part causes a {@link
 * PlanningException}.
 */
final class ObjectReview {
    private static final int MAX_ALIAS_BYTES = 255; // linux/if.h IFALIASZ, without the NUL
    private static final String SYSCTL_ROOT = "net/";

    static final int MAX_HOPS = 1000;

    private ObjectReview() {}

    /** Reviews the namespace of an object and, except for a rule, the names of devices and some numbers and texts. */
    static void review(NetworkObject object) {
        switch (object) {
            case Link link -> reviewLink(link);
            case VethPair pair -> {
                reviewLink(pair.host());
                reviewLink(pair.pod());
            }
            case Address address -> {
                requireDeviceName(address.device());
                if (address.prefixLength() < 0
                        || address.prefixLength() > address.address().family().bits()) {
                    throw invalid("an address " + address.address() + "/" + address.prefixLength());
                }
            }
            case Route route -> {
                requireAtMost(MAX_HOPS, route.hops().size(), "nexthops of a route");
                for (Hop hop : route.hops()) {
                    reviewHop(hop, route.destination());
                }
            }
            case Neighbor neighbor -> requireDeviceName(neighbor.device());
            case SysctlValue sysctl -> {
                requireShort(sysctl.path(), "the path of a sysctl");
                requireShort(sysctl.value(), "the value of a sysctl");
                requireNetworkSysctl(sysctl.value(), sysctl.path());
            }
            case Rule _ -> {}
        }
        if (object.key().netns() == null) { // possible if the step is compiled without null checks
            throw invalid("an object without a namespace");
        }
    }

    private static void reviewHop(Hop hop, Prefix destination) {
        if (!hop.device().isEmpty()) {
            requireDeviceName(hop.device());
        }
        if (hop.hasGateway() && !hop.gateway().family().equals(destination.family())) {
            throw invalid("a route to " + destination + " via " + hop.gateway() + ", an address of another family");
        }
    }

    private static void reviewLink(Link link) {
        requireDeviceName(link.name());
        for (String related : List.of(link.peer(), link.master(), link.lower())) {
            if (!related.isEmpty()) {
                requireDeviceName(related);
            }
        }
        if (link.alias().getBytes(StandardCharsets.UTF_8).length > MAX_ALIAS_BYTES) {
            throw invalid("an alias of more than " + MAX_ALIAS_BYTES + " bytes for " + link.name());
        }
        if (link.alias().indexOf('\0') >= 0 || link.kind().indexOf('\0') >= 0) {
            throw invalid("an alias or a kind with a NUL for " + link.name());
        }
        if (link.mtu() < 0 || link.txqueuelen() < Link.KERNEL_TXQUEUELEN) {
            throw invalid("a link " + link.name() + " with an mtu of " + link.mtu() + " and a txqueuelen of "
                    + link.txqueuelen());
        }
    }

    static void requireDeviceName(String name) {
        if (!DeviceName.isValid(name)) {
            throw invalid("a device \"" + name + "\": a name has " + DeviceName.ACCEPTED);
        }
    }

    /**
     * Requires that the path begins with {@code net/}, that no part of it is empty, {@code .} or {@code ..}, and that path and value
     * contain no NUL.
     */
    static void requireNetworkSysctl(String value, String path) {
        boolean within = path.startsWith(SYSCTL_ROOT) && !(path + "/").contains("/../") && !path.contains("//");
        if (!within || path.indexOf('\0') >= 0 || value.indexOf('\0') >= 0) {
            throw invalid("the sysctl /proc/sys/" + path + ", which is not below /proc/sys/" + SYSCTL_ROOT);
        }
        for (String part : path.split("/", -1)) {
            if (part.isEmpty() || part.equals(".")) {
                throw invalid("the sysctl /proc/sys/" + path + "; no part of the path can be empty or \".\"");
            }
        }
    }

    static void requireAtMost(int most, long count, String what) {
        if (count > most) {
            throw new PlanningException("has " + count + " " + what + "; the maximum is " + most);
        }
    }

    static void requireShort(String text, String what) {
        if (text.length() > OptionDeclarationCheck.MAX_TEXT) {
            throw invalid(
                    what + " of " + text.length() + " characters; the maximum is " + OptionDeclarationCheck.MAX_TEXT);
        }
    }

    /** {@return a new exception whose message begins with {@code asks for}} */
    static PlanningException invalid(String what) {
        return new PlanningException("asks for " + what);
    }
}
