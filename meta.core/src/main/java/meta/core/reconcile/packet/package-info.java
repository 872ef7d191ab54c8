/**
 * Sends the packets that a plan contains ({@link meta.core.reconcile.packet.PlannedPackets}): probes and requests for expected answers
 * before the first change, and announcements after the last change.
 */
@NullMarked
package meta.core.reconcile.packet;

import org.jspecify.annotations.NullMarked;
