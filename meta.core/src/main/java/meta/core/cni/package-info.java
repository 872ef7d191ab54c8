/**
 * Reads requests of the CNI protocol (CNI spec 0.1.0 to 1.1.0), and makes its results and errors. Also reads and writes JSON.
 *
 * <p>Start at {@link meta.core.cni.RequestReader}:
 *
 * <pre>{@code
 * JsonObject answer = switch (RequestReader.read(System.getenv(), System.in)) {
 *     case RequestReadResult.Valid(CniRequest request) -> answer(request);
 *     case RequestReadResult.Invalid(Failure failure, CniVersion version) -> CniErrorJson.of(failure, version);
 * };
 * }</pre>
 *
 * <p>A JSON document becomes a tree of immutable values. The tree also contains unknown members, so that they can be passed on. Start at
 * {@link meta.core.cni.JsonReader}:
 *
 * <pre>{@code
 * String text = switch (JsonReader.read(bytes)) {
 *     case JsonReadResult.Valid(JsonValue value) -> JsonWriter.compact(value);
 *     case JsonReadResult.Malformed malformed -> malformed.toString(); // "line 3, column 7: ..."
 * };
 * }</pre>
 *
 * <p>Text from a document or from a pod may have any length and contain any characters. {@link meta.core.cni.TextShortener} shortens such text, and
 * {@link meta.core.cni.VisibleText} escapes characters that a terminal would interpret.
 */
@NullMarked
package meta.core.cni;

import org.jspecify.annotations.NullMarked;
