/**
 * JSON as a small immutable tree, since a configuration and a result pass unknown members on unchanged.
 *
 * <p>A {@link meta.core.json.JsonValue} is one of six kinds. Objects keep the order of their members and numbers their digits,
 * so what is read and written again is the same text but for blanks. Start at {@link meta.core.json.JsonReader}:
 *
 * <pre>{@code
 * switch (JsonReader.read(bytes)) {
 *     case Decoded(JsonValue value) -> JsonWriter.compact(value);
 *     case Malformed malformed -> malformed.toString(); // "line 3, column 7: …"
 * }
 * }</pre>
 */
@NullMarked
package meta.core.json;

import org.jspecify.annotations.NullMarked;
