/** A module with a step that sets the length of the transmit queue of a NIC. */
module example.txqueuelen {
    requires meta.spi;

    provides meta.spi.StepProvider with
            example.txqueuelen.SetTxQueueLength;
}
