package meta.core.kernel;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import meta.netlink.message.LinkMessage;

/** Translates between the names and the indexes of the devices of one network namespace. */
public final class Devices {
    private final Map<Integer, String> names = new HashMap<>();
    private final Map<String, Integer> indexes = new HashMap<>();

    /** Adds a device. A message without a name is ignored. */
    public void add(LinkMessage link) {
        String name = link.name();
        if (name != null) {
            add(link.ifindex(), name);
        }
    }

    /** Adds a device. */
    public void add(int index, String name) {
        names.put(index, name);
        indexes.put(name, index);
    }

    /** {@return the name of the device with this index; empty if it was not added} */
    public Optional<String> name(int index) {
        return Optional.ofNullable(names.get(index));
    }

    /** {@return whether a device of this name was added} */
    public boolean knows(String name) {
        return indexes.containsKey(name);
    }

    /**
     * {@return the index of the device with this name}
     *
     * @throws IllegalArgumentException if it was not added
     */
    public int index(String name) {
        Integer index = indexes.get(name);
        if (index == null) {
            throw new IllegalArgumentException("the index of device " + name + " is not known");
        }
        return index;
    }
}
