package meta.image.bench;

/** The median, the minimum and the maximum of the durations of several runs, in milliseconds. */
record Spread(double median, double min, double max) {}
