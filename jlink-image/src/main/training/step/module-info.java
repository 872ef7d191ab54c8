/** A step of a third party, so that the training also covers nodes with third-party steps. */
module training.step {
    requires meta.spi;

    provides meta.spi.StepProvider with
            training.step.Modular;
}
