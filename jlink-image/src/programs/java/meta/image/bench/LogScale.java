package meta.image.bench;

import java.util.ArrayList;
import java.util.List;

/**
 * A vertical logarithmic axis. Its range is a little larger than the range of the drawn values.
 *
 * @param lowest the value at the bottom end of the axis
 * @param highest the value at the top end of the axis
 * @param top the y coordinate of the top end in pixels
 * @param bottom the y coordinate of the bottom end in pixels
 */
record LogScale(double lowest, double highest, int top, int bottom) {
    private static final double MARGIN = 1.15;

    /**
     * {@return the axis for these values, from less than the least minimum to more than the greatest maximum}
     *
     * @param all at least one value; all minimums are greater than zero
     */
    static LogScale around(List<Spread> all, int top, int bottom) {
        double least = all.stream().mapToDouble(Spread::min).min().orElseThrow();
        double most = all.stream().mapToDouble(Spread::max).max().orElseThrow();
        return new LogScale(least / MARGIN / MARGIN, most * MARGIN, top, bottom);
    }

    /** {@return the y coordinate of a value in pixels} The coordinate of a value outside the range is outside the axis. */
    double y(double value) {
        double share = Math.log(value / lowest) / Math.log(highest / lowest);
        return bottom - (bottom - top) * share;
    }

    /**
     * {@return the values to mark, in ascending order: 1, 2 and 5 times each power of ten, or only the powers of ten if the axis covers
     * more than three decades}
     */
    List<Double> ticks() {
        List<Double> ticks = new ArrayList<>();
        List<Integer> steps = highest / lowest > 1000 ? List.of(1) : List.of(1, 2, 5);
        for (double decade = Math.pow(10, Math.floor(Math.log10(lowest))); decade <= highest; decade *= 10) {
            for (int step : steps) {
                double tick = decade * step;
                if (tick >= lowest && tick <= highest) {
                    ticks.add(tick);
                }
            }
        }
        return ticks;
    }
}
