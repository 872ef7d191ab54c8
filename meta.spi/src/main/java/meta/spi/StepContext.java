package meta.spi;

import meta.spi.option.StepOptions;

/**
 * What a step plans from; the same context always gives the same plan.
 *
 * @param attachment which NIC of which pod the call is about
 * @param snapshot what is, with the plans of the steps before already in it
 * @param addressing the addresses of pod and node that matter to it
 * @param options the values of the options that the step has declared
 */
public record StepContext(Attachment attachment, Snapshot snapshot, Addressing addressing, StepOptions options) {}
