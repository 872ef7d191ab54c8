/** A module with a plugin type for source-based routing and its step. */
module example.sbr {
    requires meta.spi;

    provides meta.spi.PluginType with
            example.sbr.SourceBasedRouting;
    provides meta.spi.StepProvider with
            example.sbr.RouteBySource;
}
