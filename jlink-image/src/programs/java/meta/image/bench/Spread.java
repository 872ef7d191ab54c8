package meta.image.bench;

/**
 * The durations of several runs, in milliseconds.
 *
 * @param min the shortest time
 * @param max the longest time
 */
record Spread(double median, double min, double max) {}
