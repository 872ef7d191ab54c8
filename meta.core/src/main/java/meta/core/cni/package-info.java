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
 * <p>A JSON document becomes a tree of immutable values, which also contains unknown members. Start at {@link meta.core.cni.JsonReader}:
 *
 * <pre>{@code
 * String text = switch (JsonReader.read(bytes)) {
 *     case JsonReadResult.Valid(JsonValue value) -> JsonWriter.compact(value);
 *     case JsonReadResult.Malformed malformed -> malformed.toString(); // "line 3, column 7: ..."
 * };
 * }</pre>
 */
@NullMarked
package meta.core.cni;

import org.jspecify.annotations.NullMarked;
