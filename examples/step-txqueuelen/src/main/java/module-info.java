/** A step that sets the length of a NIC's transmit queue. */
module example.txqueuelen {
    requires meta.spi;

    provides meta.spi.StepProvider with
            example.txqueuelen.SetTxQueueLength;
}
