package meta.core.plugin;

import java.util.List;
import meta.spi.PluginType;

/** A plugin type that lists no steps. */
public record TypeWithoutSteps(String name) implements PluginType {
    @Override
    public String description() {
        return "A type of this test.";
    }

    @Override
    public List<String> steps() {
        return List.of();
    }
}
