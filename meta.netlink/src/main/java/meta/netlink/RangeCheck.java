package meta.netlink;

/**
 * Range checks for numbers that the kernel stores in fewer than 32 bits. Without a check, a larger number would be truncated silently.
 */
final class RangeCheck {
    private RangeCheck() {}

    /**
     * @param what the name of the number, for the message
     * @throws IllegalArgumentException if the number is less than {@code least} or greater than {@code greatest}
     */
    static void require(String what, int number, int least, int greatest) {
        if (number < least || number > greatest) {
            throw new IllegalArgumentException(what + ": " + number + " is not " + least + " to " + greatest);
        }
    }
}
