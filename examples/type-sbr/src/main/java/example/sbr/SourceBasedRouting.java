package example.sbr;

import java.util.List;
import meta.spi.PluginType;
import meta.spi.SharedSteps;

/** The plugin type {@code example-sbr}, which sends packets from the addresses of a NIC through that NIC (source-based routing). */
public final class SourceBasedRouting implements PluginType {
    static final String NAME = "example-sbr";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String description() {
        return "Sends packets from the addresses of a NIC through that NIC.";
    }

    @Override
    public List<String> steps() {
        return List.of(SharedSteps.DETECT_CONFLICT, RouteBySource.NAME, SharedSteps.ANNOUNCE);
    }
}
