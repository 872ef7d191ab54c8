/** A module with a third-party step for the training run of the AOT cache. */
module training.step {
    requires meta.spi;

    provides meta.spi.StepProvider with
            training.step.Modular;
}
