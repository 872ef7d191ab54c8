package meta.spi.net;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import meta.netlink.Attribute;

/** The words of a command, each quoted for a shell. */
final class Words {
    static final String IP = "ip";
    /** A placeholder for the name of the pod's namespace. No word equals the placeholder, because a word with blanks is in quotes. */
    static final String POD = "the pod's namespace";

    private static final String PLAIN = "@%+=:,./-_";

    private final List<String> words = new ArrayList<>();

    /** {@return a command that begins with these words, which contain no special characters of a shell} */
    static Words of(String... ready) {
        return new Words().plus(ready);
    }

    /** Adds words that contain no special characters of a shell. */
    Words plus(String... ready) {
        words.addAll(List.of(ready));
        return this;
    }

    /** Adds a keyword and a value that may need quotes, such as a device's name. */
    Words and(String keyword, Object value) {
        words.add(keyword);
        return value(value);
    }

    Words andIf(boolean said, String keyword, Object value) {
        return said ? and(keyword, value) : this;
    }

    Words plusIf(boolean said, String keyword) {
        return said ? plus(keyword) : this;
    }

    Words value(Object value) {
        words.add(quoted(value.toString()));
        return this;
    }

    Words attributes(List<Attribute> unknown) {
        for (Attribute attribute : unknown) {
            words.add("attribute");
            words.add(Integer.toString(attribute.type()));
            words.add("0x" + HexFormat.of().formatHex(attribute.value()));
        }
        return this;
    }

    List<String> list() {
        return List.copyOf(words);
    }

    /** {@return the text, quoted for a shell if necessary} */
    static String quoted(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            if (!plain && PLAIN.indexOf(c) < 0) {
                return inQuotes(text);
            }
        }
        return text.isEmpty() ? inQuotes(text) : text;
    }

    private static String inQuotes(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
