/** A step of a third party, so that the training also goes the way of a node that has one. */
module training.step {
    requires meta.spi;

    provides meta.spi.StepProvider with
            training.step.Modular;
}
