package meta.netlink;

/**
 * Range checks for numbers that the kernel stores in less than 32 bits. Without a check, a larger number would be truncated silently.
 */
final class Range {
    private Range() {}

    static void require(String what, int number, int least, int greatest) {
        if (number < least || number > greatest) {
            throw new IllegalArgumentException(what + ": " + number + " is not " + least + " to " + greatest);
        }
    }
}
