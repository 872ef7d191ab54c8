package meta.spi.net;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import meta.netlink.Attribute;
import meta.netlink.unix.ShellWord;

/** Builds the words of a command, each quoted for a shell if necessary. Mutable. */
final class CommandWords {
    static final String IP = "ip";
    /** Stands for the pod's namespace until its name is known. No other word is equal to it, because words with blanks are in quotes. */
    static final String POD = "the pod's namespace";

    private final List<String> words = new ArrayList<>();

    /** {@return a new command that begins with these words, as for {@link #plain}} */
    static CommandWords of(String... ready) {
        return new CommandWords().plain(ready);
    }

    /** Adds words without quotes. Except for {@link #POD}, they must contain no special characters of a shell. */
    CommandWords plain(String... ready) {
        words.addAll(List.of(ready));
        return this;
    }

    /** Adds a keyword without quotes, and a value, which gets quotes if a shell needs them. */
    CommandWords quoted(String keyword, Object value) {
        words.add(keyword);
        return quoted(value);
    }

    CommandWords quoted(Object value) {
        words.add(forShell(value.toString()));
        return this;
    }

    CommandWords quotedIf(boolean isNeeded, String keyword, Object value) {
        return isNeeded ? quoted(keyword, value) : this;
    }

    CommandWords plainIf(boolean isNeeded, String keyword) {
        return isNeeded ? plain(keyword) : this;
    }

    /** Adds attributes for which {@code ip} has no word, such as {@code attribute 22 0x0800}. */
    CommandWords attributes(List<Attribute> unknown) {
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

    /** {@return the text as one word for a shell} */
    static String forShell(String text) {
        return new ShellWord(text).toString();
    }
}
