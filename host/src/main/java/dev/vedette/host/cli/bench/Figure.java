package dev.vedette.host.cli.bench;

import java.util.Arrays;
import java.util.function.ToDoubleFunction;

/** The same thing measured several times. */
public record Figure(double min, double median, double max) {
    /** Of one figure of each round. */
    public static <T> Figure of(Iterable<T> rounds, ToDoubleFunction<T> figure) {
        double[] values = new double[0];
        for (T round : rounds) {
            values = Arrays.copyOf(values, values.length + 1);
            values[values.length - 1] = figure.applyAsDouble(round);
        }
        Arrays.sort(values);
        int middle = values.length / 2;
        double median = values.length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
        return new Figure(values[0], median, values[values.length - 1]);
    }
}
