/** A module with a third-party step, so that the training covers nodes with third-party steps. */
module training.step {
    requires meta.spi;

    provides meta.spi.StepProvider with
            training.step.Modular;
}
