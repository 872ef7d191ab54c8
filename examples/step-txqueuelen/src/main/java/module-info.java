/** A step that gives a pod's NIC a longer transmit queue. */
module example.txqueuelen {
    requires meta.spi;

    provides meta.spi.StepProvider with
            example.txqueuelen.SetTxQueueLength;
}
