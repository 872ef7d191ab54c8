/**
 * The CNI protocol (CNI spec 0.1.0 to 1.1.0): requests, results, errors, and the JSON and the text that they are written in.
 *
 * <p>A {@link meta.core.cni.CniRequest} is read from the environment and standard input, a {@link meta.core.cni.CniResult} is the result
 * of the chain in any version of the spec, and a {@link meta.core.cni.Failure} is one of the ways in which a call fails, with its code.
 * Start at {@link meta.core.cni.RequestReader}:
 *
 * <pre>{@code
 * JsonObject answer = switch (RequestReader.read(System.getenv(), System.in)) {
 *     case ParsedRequest.Valid(CniRequest request) -> answer(request);
 *     case ParsedRequest.Invalid(Failure failure, CniVersion version) -> CniError.of(failure, version);
 * };
 * }</pre>
 *
 * <p>JSON is a small immutable tree, because unknown members of a configuration or a result are passed on unchanged. Start at
 * {@link meta.core.cni.JsonReader}:
 *
 * <pre>{@code
 * String text = switch (JsonReader.read(bytes)) {
 *     case ParsedJson.Valid(JsonValue value) -> JsonWriter.compact(value);
 *     case ParsedJson.Malformed malformed -> malformed.toString(); // "line 3, column 7: ..."
 * };
 * }</pre>
 *
 * <p>Error texts and log lines may contain text from a document or a pod, of any length and with any characters. {@link meta.core.cni.BoundedText}
 * limits their length, and {@link meta.core.cni.VisibleText} escapes characters that a terminal would act on.
 */
@NullMarked
package meta.core.cni;

import org.jspecify.annotations.NullMarked;
