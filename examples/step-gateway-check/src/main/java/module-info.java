/** A module with a step that requires an answer from each gateway. */
module example.gatewaycheck {
    requires meta.spi;

    provides meta.spi.StepProvider with
            example.gatewaycheck.CheckGateway;
}
