package org.mirrorflow.app.explorer;

import java.util.Optional;
import org.mirrorflow.theory.mirror.Interval;
import org.mirrorflow.theory.mirror.MirrorMap;

/**
 * Everything that the page draws. Immutable.
 *
 * @param a the map looked at
 * @param b a second one beside it
 * @param start x₀, in the domain of a
 * @param objective what the trajectories descend
 * @param step h of the mirror steps
 */
record Exploration(MapChoice a, Optional<MapChoice> b, Start start, Objective objective, double step) {

    /** A point of the plane. */
    record Start(double x1, double x2) {
        double[] point() {
            return new double[] {x1, x2};
        }
    }

    /** The same with the start moved into the domain of a map, should it lie outside. */
    Exploration settled() {
        return new Exploration(a, b, inside(a.map(), start), objective, step);
    }

    Exploration withStart(Start moved) {
        return new Exploration(a, b, moved, objective, step);
    }

    /** The point itself where it is inside with a finite mirror, else one halfway between the point of rest and an end. */
    static Start inside(MirrorMap map, Start wanted) {
        double[] point = wanted.point();
        double[] eta = new double[2];
        map.gradient(point, eta);
        if (map.contains(point) && map.containsDual(eta)) {
            return wanted;
        }
        double[] rest = new double[2];
        map.restPoint(rest);
        Interval domain = Section.of(map).domain();
        for (int i = 0; i < 2; i++) {
            double size = Math.max(0.05, Math.min(1, Math.abs(point[i])));
            double lower = Double.isInfinite(domain.lower()) ? rest[i] - 1 : domain.lower();
            double upper = Double.isInfinite(domain.upper()) ? Math.max(rest[i], lower) + 1 : domain.upper();
            point[i] = lower + Math.min(0.9, 0.5 * size) * (upper - lower);
        }
        return map.contains(point) ? new Start(point[0], point[1]) : new Start(rest[0], rest[1]);
    }
}
