/** A plugin type for source based routing. */
module example.sbr {
    requires meta.spi;

    provides meta.spi.PluginType with
            example.sbr.SourceBasedRouting;
    provides meta.spi.StepProvider with
            example.sbr.RouteBySource;
}
