/** A module with a step that gives a pod a virtual IPv4 address. */
module example.vip {
    requires meta.spi;

    provides meta.spi.StepProvider with
            example.vip.AddVirtualAddress;
}
