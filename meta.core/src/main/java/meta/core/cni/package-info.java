/**
 * The CNI protocol (CNI spec 0.1.0 to 1.1.0): what a runtime asks of a plugin, what it is answered, and how a call fails.
 *
 * <p>Each way in which a call can end badly is a {@link meta.core.cni.Failure} that knows its code, and
 * {@link meta.core.cni.CniError} puts it into the runtime's words:
 *
 * <pre>{@code
 * var failure = new Failure.TryAgain("another call holds the lock on /run/netns/blue");
 * CniError.of(failure, CniVersion.LATEST); // {"cniVersion":"1.1.0","code":11,"msg":"try again later",…}
 * }</pre>
 */
@NullMarked
package meta.core.cni;

import org.jspecify.annotations.NullMarked;
