/** A step that requires an answer of the gateway. */
module example.gatewaycheck {
    requires meta.spi;

    provides meta.spi.StepProvider with
            example.gatewaycheck.CheckGateway;
}
