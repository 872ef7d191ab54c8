/**
 * The CNI protocol (CNI spec 0.1.0 to 1.1.0): what a runtime asks of a plugin, what it is answered, and how a call fails.
 *
 * <p>A {@link meta.core.cni.CniRequest} comes from environment and standard input, a {@link meta.core.cni.CniResult} is what the
 * chain has made so far, in whatever version, and a {@link meta.core.cni.Failure} is each way in which a call ends badly, with
 * its code. Start at {@link meta.core.cni.RequestReader}:
 *
 * <pre>{@code
 * JsonObject answer = switch (RequestReader.read(System.getenv(), System.in)) {
 *     case ParsedRequest.Valid(CniRequest request) -> answer(request);
 *     case ParsedRequest.Invalid(Failure failure, CniVersion version) -> CniError.of(failure, version);
 * };
 * }</pre>
 */
@NullMarked
package meta.core.cni;

import org.jspecify.annotations.NullMarked;
