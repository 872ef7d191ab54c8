package meta.image.bench;

/** The durations of several runs, in milliseconds. */
record Spread(double median, double min, double max) {}
