package meta.core.kernel;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import meta.netlink.message.LinkMessage;

/** The devices of one namespace that are known so far, by index and by name. */
public final class Devices {
    private final Map<Integer, String> names = new HashMap<>();
    private final Map<String, Integer> indexes = new HashMap<>();

    /** Adds a device that the kernel has reported; one without a name is ignored. */
    public void add(LinkMessage link) {
        String name = link.name();
        if (name != null) {
            add(link.ifindex(), name);
        }
    }

    public void add(int index, String name) {
        names.put(index, name);
        indexes.put(name, index);
    }

    /** {@return the name of a device; empty if the index is not known} */
    public Optional<String> name(int index) {
        return Optional.ofNullable(names.get(index));
    }

    public boolean knows(String name) {
        return indexes.containsKey(name);
    }

    /**
     * {@return the index of a device}
     *
     * @throws IllegalArgumentException if it is not known
     */
    public int index(String name) {
        Integer index = indexes.get(name);
        if (index == null) {
            throw new IllegalArgumentException("the index of device " + name + " is not known");
        }
        return index;
    }
}
