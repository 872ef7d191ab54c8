package meta.image.bench;

/** In the order of a legend. */
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

    /** {@return the name of the {@link MeasuredProgram} in the result file} */
    String key() {
        return key;
    }

    String label() {
        return label;
    }

    /** {@return the class in the style sheet of {@link Svg}} */
    String style() {
        return style;
    }
}
