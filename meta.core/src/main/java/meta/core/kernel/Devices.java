package meta.core.kernel;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import meta.netlink.message.LinkMessage;

/** The devices of one namespace that are known so far: each one's index and name. */
public final class Devices {
    private final Map<Integer, String> names = new HashMap<>();
    private final Map<String, Integer> indexes = new HashMap<>();

    /** Takes notice of a device. */
    public void add(LinkMessage link) {
        String name = link.name();
        if (name != null) {
            add(link.ifindex(), name);
        }
    }

    /** Takes notice of a device. */
    public void add(int index, String name) {
        names.put(index, name);
        indexes.put(name, index);
    }

    public Optional<String> name(int index) {
        return Optional.ofNullable(names.get(index));
    }

    public boolean knows(String name) {
        return indexes.containsKey(name);
    }

    /**
     * {@return the index of a device that is known}
     *
     * @throws IllegalArgumentException where it is not
     */
    public int index(String name) {
        Integer index = indexes.get(name);
        if (index == null) {
            throw new IllegalArgumentException("no index is known of the device " + name);
        }
        return index;
    }
}
