package meta.netlink;

/**
 * Checks the range of numbers. The kernel stores most of them in fewer than 32 bits. Without this check, encoding would silently truncate
 * a number that is too large.
 */
final class RangeCheck {
    private RangeCheck() {}

    /**
     * Checks that a number is not less than {@code least} and not greater than {@code greatest}.
     *
     * @throws IllegalArgumentException if the number is out of range; the message begins with {@code what}
     */
    static void require(String what, int number, int least, int greatest) {
        if (number < least || number > greatest) {
            throw new IllegalArgumentException(what + ": " + number + " is not " + least + " to " + greatest);
        }
    }
}
