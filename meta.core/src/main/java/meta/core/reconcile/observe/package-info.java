/**
 * What is: the state of host and pod, read once and in a fixed number of requests.
 *
 * <p>{@link meta.core.reconcile.observe.Observer} reads the {@link meta.spi.Snapshot}: of the pod everything, of the host just what matters to the
 * pod, so that the cost does not grow with the node's pods. {@link meta.core.reconcile.observe.AddressingResolver} works out from it, without
 * asking the kernel again, which addresses the call is about.
 */
@NullMarked
package meta.core.reconcile.observe;

import org.jspecify.annotations.NullMarked;
