package org.mirrorflow.app.explorer;

import java.util.function.DoubleUnaryOperator;
import org.mirrorflow.theory.mirror.Interval;
import org.mirrorflow.theory.mirror.MirrorMap;
import org.mirrorflow.theory.mirror.ScalarPotential;
import org.mirrorflow.theory.mirror.SeparableMirrorMap;

/**
 * A map along the first coordinate: the potential of that coordinate where the map is a sum, otherwise R(x, s) with the second
 * coordinate s at rest in the primal and its mirror in the dual.
 *
 * @param domain where x may lie
 * @param dual where η may lie
 * @param value r
 * @param mirror r′
 * @param inverse (r′)⁻¹
 * @param speed 1/r″, over x
 */
record Section(
        Interval domain,
        Interval dual,
        DoubleUnaryOperator value,
        DoubleUnaryOperator mirror,
        DoubleUnaryOperator inverse,
        DoubleUnaryOperator speed) {

    static Section of(MirrorMap map) {
        if (map instanceof SeparableMirrorMap separable) {
            ScalarPotential r = separable.potential(0);
            return new Section(
                    r.domain(),
                    r.dualDomain(),
                    r::value,
                    r::derivative,
                    r::inverseDerivative,
                    x -> 1 / r.secondDerivative(x));
        }
        double[] rest = new double[2];
        map.restPoint(rest);
        double[] restDual = new double[2];
        map.gradient(rest, restDual);
        return new Section(
                map instanceof PlaneMap plane ? plane.domain() : Interval.REAL_LINE,
                Interval.REAL_LINE,
                x -> map.value(new double[] {x, rest[1]}),
                x -> {
                    double[] eta = new double[2];
                    map.gradient(new double[] {x, rest[1]}, eta);
                    return eta[0];
                },
                eta -> {
                    double[] x = new double[2];
                    map.conjugateGradient(new double[] {eta, restDual[1]}, x);
                    return x[0];
                },
                x -> {
                    double[] eta = new double[2];
                    map.gradient(new double[] {x, rest[1]}, eta);
                    double[] out = new double[2];
                    map.conjugateHessianTimes(eta, new double[] {1, 0}, out);
                    return out[0];
                });
    }
}
