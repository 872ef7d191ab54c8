package meta.netlink;

/** The ranges of numbers that the kernel holds in less than an int: one that does not fit would be cut without a word. */
final class Range {
    private Range() {}

    static void require(String what, int number, int least, int greatest) {
        if (number < least || number > greatest) {
            throw new IllegalArgumentException(what + ": " + number + " is not " + least + " to " + greatest);
        }
    }
}
