package meta.launcher.conflist;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import meta.core.cni.JsonReadResult;
import meta.core.cni.JsonReader;

/**
 * The name and version of a network configuration, and the positions of its plugins. Positions are byte indexes in the document. A name,
 * version or type is empty if it is missing or not a string. If a key occurs twice, the last value counts, but each value of
 * {@code plugins} must be valid.
 *
 * @param version {@code cniVersion}
 * @param type the {@code type} of the document itself, as in the configuration of a single plugin
 * @param open the position after the {@code [} of {@code plugins}; -1 if there is no {@code plugins}
 * @param plugins the plugins of the list, in order
 */
record PluginByteOffsets(String name, String version, String type, int open, List<Plugin> plugins) {
    private static final int MAX_DEPTH = 100;
    private static final byte[] BOM = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF}; // the byte order mark in UTF-8
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxNumberLength(JsonReader.MAX_BYTES)
                    .build())
            .build();

    /**
     * A plugin of the list.
     *
     * @param start the position of the first byte
     * @param end the position after the last byte
     */
    record Plugin(String type, int start, int end) {}

    PluginByteOffsets {
        plugins = List.copyOf(plugins);
    }

    /** {@return whether the document has a list {@code plugins}, which may be empty} */
    boolean isList() {
        return open >= 0;
    }

    /**
     * {@return the positions in a document} A byte order mark at its beginning is counted.
     *
     * @throws ConflistException if the document is larger than {@link JsonReader#MAX_BYTES}, if it is not a JSON object that the parser
     *     accepts, or if {@code plugins} is not a list of objects
     */
    static PluginByteOffsets in(byte[] document) throws ConflistException {
        if (document.length > JsonReader.MAX_BYTES) {
            throw new ConflistException("larger than " + JsonReader.MAX_BYTES + " bytes");
        }
        int bom = document.length >= BOM.length && Arrays.mismatch(document, 0, BOM.length, BOM, 0, BOM.length) < 0
                ? BOM.length
                : 0;
        byte[] json = Arrays.copyOfRange(document, bom, document.length);
        if (isOtherUnicode(json)) {
            throw new ConflistException("not UTF-8");
        }
        try (JsonParser parser = FACTORY.createParser(json)) {
            return new PositionsReader(parser, bom).document();
        } catch (JsonProcessingException e) {
            throw new ConflistException(reason(json, e));
        } catch (CharConversionException e) {
            throw new ConflistException("not UTF-8");
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot be read", e);
        }
    }

    /** {@return whether the first two bytes of the document could make the parser read it as UTF-16 or UTF-32} */
    private static boolean isOtherUnicode(byte[] json) {
        for (int i = 0; i < Math.min(2, json.length); i++) {
            boolean isOfMark = json[i] == (byte) 0xFE || json[i] == (byte) 0xFF; // these bytes never occur in UTF-8
            if (json[i] == 0 || isOfMark) {
                return true;
            }
        }
        return false;
    }

    private static String reason(byte[] json, JsonProcessingException e) {
        if (JsonReader.read(json) instanceof JsonReadResult.Malformed malformed) {
            return malformed.toString();
        }
        JsonLocation at = e.getLocation();
        String place = at == null ? "" : "line " + at.getLineNr() + ", column " + at.getColumnNr() + ": ";
        return place + e.getOriginalMessage();
    }

    private static final class PositionsReader {
        private final JsonParser parser;
        private final int bom;
        private final List<Plugin> plugins = new ArrayList<>();
        private String name = "";
        private String version = "";
        private String type = "";
        private int open = -1;

        PositionsReader(JsonParser parser, int bom) {
            this.parser = parser;
            this.bom = bom;
        }

        PluginByteOffsets document() throws IOException, ConflistException {
            JsonToken first = parser.nextToken();
            if (first == null) {
                throw new ConflistException("the document is empty");
            }
            if (first != JsonToken.START_OBJECT) {
                throw new ConflistException("line 1, column 1: an object is expected");
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                member(parser.currentName(), parser.nextToken());
            }
            if (parser.nextToken() != null) {
                throw new ConflistException(
                        "line " + parser.currentTokenLocation().getLineNr() + ": unexpected text after the JSON value");
            }
            return new PluginByteOffsets(name, version, type, open, plugins);
        }

        private void member(String key, JsonToken value) throws IOException, ConflistException {
            String text = value == JsonToken.VALUE_STRING ? parser.getText() : "";
            switch (key) {
                case "name" -> name = text;
                case "cniVersion" -> version = text;
                case "type" -> type = text;
                case "plugins" -> plugins(value);
                default -> {}
            }
            parser.skipChildren();
        }

        private void plugins(JsonToken value) throws IOException, ConflistException {
            plugins.clear();
            open = -1;
            if (value != JsonToken.START_ARRAY) {
                throw new ConflistException("plugins: a list is expected");
            }
            open = end();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                if (parser.currentToken() != JsonToken.START_OBJECT) {
                    throw new ConflistException("plugins[" + plugins.size() + "]: an object is expected");
                }
                int start = bom + (int) parser.currentTokenLocation().getByteOffset();
                plugins.add(new Plugin(typeOfPlugin(), start, end()));
            }
        }

        private String typeOfPlugin() throws IOException {
            String found = "";
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean isType = parser.currentName().equals("type");
                JsonToken value = parser.nextToken();
                if (isType) {
                    found = value == JsonToken.VALUE_STRING ? parser.getText() : "";
                }
                parser.skipChildren();
            }
            return found;
        }

        /** {@return the position after the current token, which must be a bracket or brace} */
        private int end() {
            return bom + (int) parser.currentLocation().getByteOffset();
        }
    }
}
