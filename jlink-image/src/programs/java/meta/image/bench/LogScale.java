package meta.image.bench;

import java.util.ArrayList;
import java.util.List;

/**
 * A logarithmic axis that ends just beyond the values on it.
 *
 * @param top the pixel of {@code highest}
 * @param bottom the pixel of {@code lowest}
 */
record LogScale(double lowest, double highest, int top, int bottom) {
    private static final double MARGIN = 1.15;

    static LogScale around(List<Spread> all, int top, int bottom) {
        double least = all.stream().mapToDouble(Spread::min).min().orElseThrow();
        double most = all.stream().mapToDouble(Spread::max).max().orElseThrow();
        return new LogScale(least / MARGIN / MARGIN, most * MARGIN, top, bottom);
    }

    double y(double value) {
        double share = Math.log(value / lowest) / Math.log(highest / lowest);
        return bottom - (bottom - top) * share;
    }

    /** {@return 1, 2, 5, 10, 20, 50 and so on; of many decades only 1, 10, 100 and so on} */
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
