package meta.netlink;

/** Checks numbers that the kernel stores in fewer than 32 bits. Without a check, encoding would truncate a larger number silently. */
final class RangeCheck {
    private RangeCheck() {}

    /** @throws IllegalArgumentException if the number is out of range; the message begins with {@code what} */
    static void require(String what, int number, int least, int greatest) {
        if (number < least || number > greatest) {
            throw new IllegalArgumentException(what + ": " + number + " is not " + least + " to " + greatest);
        }
    }
}
