package meta.netlink;

/** Parses decimal numbers. A leading zero is rejected, because some programs read such a number as octal. */
final class Decimal {
    private Decimal() {}

    /**
     * {@return the number, or -1 if the text is not a number from 0 to {@code greatest}}
     *
     * @param greatest at most 999
     */
    static int parse(String text, int greatest) {
        if (text.isEmpty() || text.length() > 3 || (text.length() > 1 && text.charAt(0) == '0')) {
            return -1;
        }
        int value = 0;
        for (int i = 0; i < text.length(); i++) {
            char digit = text.charAt(i);
            if (digit < '0' || digit > '9') {
                return -1;
            }
            value = 10 * value + (digit - '0');
        }
        return value <= greatest ? value : -1;
    }
}
