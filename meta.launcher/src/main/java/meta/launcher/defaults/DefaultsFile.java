package meta.launcher.defaults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import meta.core.cni.JsonReadResult;
import meta.core.cni.JsonReader;
import meta.core.cni.JsonValue.JsonObject;

/** A settings file, which is rejected if a user other than root can write it. */
record DefaultsFile(Path path) {
    private static final long MAX_BYTES = 65_536;
    private static final int WRITABLE_BY_OTHERS = 0022;

    /**
     * {@return the JSON object in the file}
     *
     * @throws InvalidDefaultsException if the file is not a regular file of at most 64 KiB that only root can write, cannot be read, or is
     *     not a JSON object
     */
    JsonObject read() throws InvalidDefaultsException {
        try {
            int owner = (int) Files.getAttribute(path, "unix:uid");
            int mode = (int) Files.getAttribute(path, "unix:mode");
            boolean writable = owner != 0 || (mode & WRITABLE_BY_OTHERS) != 0;
            if (!Files.isRegularFile(path) || writable || Files.size(path) > MAX_BYTES) {
                throw new InvalidDefaultsException(
                        "a regular file of at most 64 KiB that only root can write is expected");
            }
            return switch (JsonReader.read(Files.readAllBytes(path))) {
                case JsonReadResult.Valid(JsonObject object) -> object;
                case JsonReadResult.Valid(var _) -> throw new InvalidDefaultsException("a JSON object is expected");
                case JsonReadResult.Malformed(int line, int column, String reason, var _) ->
                    throw new InvalidDefaultsException("line " + line + ", column " + column + ": " + reason);
            };
        } catch (IOException e) {
            throw new InvalidDefaultsException(e.toString());
        }
    }
}
