/**
 * The CNI protocol (CNI spec 0.1.0 to 1.1.0): requests, results and errors, and their JSON and text.
 *
 * <p>Start at {@link meta.core.cni.RequestReader}:
 *
 * <pre>{@code
 * JsonObject answer = switch (RequestReader.read(System.getenv(), System.in)) {
 *     case ParsedRequest.Valid(CniRequest request) -> answer(request);
 *     case ParsedRequest.Invalid(Failure failure, CniVersion version) -> CniError.of(failure, version);
 * };
 * }</pre>
 *
 * <p>JSON is a small immutable tree, so that unknown members are passed on unchanged. Start at {@link meta.core.cni.JsonReader}:
 *
 * <pre>{@code
 * String text = switch (JsonReader.read(bytes)) {
 *     case ParsedJson.Valid(JsonValue value) -> JsonWriter.compact(value);
 *     case ParsedJson.Malformed malformed -> malformed.toString(); // "line 3, column 7: ..."
 * };
 * }</pre>
 *
 * <p>Text from a document or a pod may have any length and any characters. {@link meta.core.cni.BoundedText} limits its length, and
 * {@link meta.core.cni.VisibleText} escapes characters that a terminal would act on.
 */
@NullMarked
package meta.core.cni;

import org.jspecify.annotations.NullMarked;
