package meta.image.bench;

/** The programs in the pictures, in the order of the legend. */
enum DrawnProgram {
    COLD("cold", "cold", "veth, started for each call"),
    GO("go", "Go plugin", "Go plugin"),
    WARM("warm", "warm", "veth, through the agent"),
    LINKED("linked", "warm by a link to the client", "veth, through the agent, by a link to its client");

    private final String style;
    private final String key;
    private final String label;

    DrawnProgram(String style, String key, String label) {
        this.style = style;
        this.key = key;
        this.label = label;
    }

    /** {@return the name of the program in the result file, which is that of a {@link MeasuredProgram}} */
    String key() {
        return key;
    }

    String label() {
        return label;
    }

    /** {@return the name of the program's class in the style sheet of {@link Svg}} */
    String style() {
        return style;
    }
}
