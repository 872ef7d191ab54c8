package meta.netlink;

/** Checks the range of numbers. Without this check, encoding could silently truncate a number. */
final class RangeCheck {
    private RangeCheck() {}

    /**
     * Checks a number.
     *
     * @throws IllegalArgumentException if the number is out of range; the message begins with {@code what}
     */
    static void require(String what, int number, int least, int greatest) {
        if (number < least || number > greatest) {
            throw new IllegalArgumentException(what + ": " + number + " is not " + least + " to " + greatest);
        }
    }
}
