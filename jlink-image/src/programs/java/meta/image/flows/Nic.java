package meta.image.flows;

/**
 * A LAN NIC of the pod.
 *
 * @param segment the LAN of the NIC
 */
record Nic(String name, Segment segment) implements Comparable<Nic> {

    /** Compares the names. Numbers at the end of the names are compared as numbers: {@code net9} comes before {@code net10}. */
    @Override
    public int compareTo(Nic other) {
        return compare(name, other.name);
    }

    /** Compares two names of NICs as {@link #compareTo} does. */
    static int compare(String one, String other) {
        int byWord = word(one).compareTo(word(other));
        return byWord != 0 ? byWord : Long.compare(number(one), number(other));
    }

    private static String word(String name) {
        return name.replaceFirst("[0-9]+$", "");
    }

    private static long number(String name) {
        String digits = name.substring(word(name).length());
        return digits.isEmpty() ? -1 : Long.parseLong(digits);
    }
}
