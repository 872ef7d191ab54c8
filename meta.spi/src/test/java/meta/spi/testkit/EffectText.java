package meta.spi.testkit;

import meta.spi.Effect;

/**
 * Converts effects to lines such as {@code host perform webhook pod-1 url='http://10.0.0.1/pods'}, and back. A line does not contain the
 * description of the effect. In a value, {@code \n} stands for a line break and {@code \\} for a backslash.
 */
final class EffectText {
    private EffectText() {}

    /** {@return the line, without a line break at the end; the verb is {@code perform} or {@code undo}} */
    static String print(String verb, Effect effect) {
        StringBuilder line = new StringBuilder("host ").append(verb).append(' ').append(effect.kind());
        line.append(' ').append(ShellLine.quoted(effect.key()));
        effect.data()
                .forEach((name, value) ->
                        line.append(' ').append(name).append('=').append(ShellLine.quoted(escaped(value))));
        return line.toString();
    }

    /**
     * {@return the effect in a line whose namespace and verb have been read}
     *
     * @throws IllegalArgumentException if the rest of the line is not an effect
     */
    static Effect read(Line line) {
        String kind = line.next("a kind of effect");
        String key = line.next("the key of the effect");
        Effect effect = effect(kind, key, line);
        while (line.hasNext()) {
            String datum = line.next("NAME=VALUE");
            int end = datum.indexOf('=');
            if (end < 0) {
                throw line.error("\"" + datum + "\" is not NAME=VALUE");
            }
            effect = with(effect, datum.substring(0, end), unescaped(datum.substring(end + 1)), line);
        }
        return effect;
    }

    private static Effect effect(String kind, String key, Line line) {
        try {
            return Effect.of(kind, key);
        } catch (IllegalArgumentException e) {
            throw line.error(String.valueOf(e.getMessage()));
        }
    }

    private static Effect with(Effect effect, String name, String value, Line line) {
        try {
            return effect.with(name, value);
        } catch (IllegalArgumentException e) {
            throw line.error(String.valueOf(e.getMessage()));
        }
    }

    private static String escaped(String value) {
        return value.replace("\\", "\\\\").replace("\n", "\\n");
    }

    private static String unescaped(String value) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '\\' && i + 1 < value.length()) {
                i++;
                text.append(value.charAt(i) == 'n' ? '\n' : value.charAt(i));
            } else {
                text.append(c);
            }
        }
        return text.toString();
    }
}
