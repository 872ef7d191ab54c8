/** A third-party step, for the training of the AOT cache. */
module training.step {
    requires meta.spi;

    provides meta.spi.StepProvider with
            training.step.Modular;
}
