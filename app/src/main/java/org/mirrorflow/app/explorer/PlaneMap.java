package org.mirrorflow.app.explorer;

import org.mirrorflow.theory.mirror.HorizonFunction;
import org.mirrorflow.theory.mirror.Interval;
import org.mirrorflow.theory.mirror.MirrorMap;

/**
 * A mirror map of a larger space along a plane that its mirror does not leave: x = c + Bu with BᵀB = I/k², on which ∇R takes
 * values that B spans, up to what is orthogonal to the domain. Then R(c + Bu) is a mirror map of u, with mirror Bᵀ∇R and inverse
 * mirror k²Bᵀ(∇R*(k²Bη) − c).
 *
 * <p>Such planes are the diagonal 2 × 2 matrices for a spectral map, whose spectrum is the diagonal, and the simplex of three
 * coordinates as a triangle around (0, 0).
 */
final class PlaneMap implements MirrorMap {

    /** Corners of the triangle lie farther out than those of the simplex by this factor, so that it fills the plane that is shown. */
    private static final double ENLARGED = 2.5;

    private final MirrorMap whole;
    private final double[] origin;
    /** B, column after column. */
    private final double[][] basis;

    private final double squared;
    private final Interval domain;
    private final double[][] edge;
    private final String words;

    private PlaneMap(
            MirrorMap whole,
            double[] origin,
            double[][] basis,
            double enlarged,
            Interval domain,
            double[][] edge,
            String words) {
        this.whole = whole;
        this.origin = origin;
        this.basis = basis;
        this.squared = enlarged * enlarged;
        this.domain = domain;
        this.edge = edge;
        this.words = words;
    }

    /** A spectral map on the diagonal matrices diag(x₁, x₂). */
    static PlaneMap diagonal(MirrorMap map) {
        double[][] basis = {{1, 0, 0, 0}, {0, 0, 0, 1}};
        double[] negative = {-1, 0, 0, -1};
        Interval domain = map.contains(negative) ? Interval.REAL_LINE : new Interval(0, Double.POSITIVE_INFINITY);
        return new PlaneMap(
                map,
                new double[4],
                basis,
                1,
                domain,
                new double[0][],
                "On diagonal 2 × 2 matrices: x₁ and x₂ are the entries, and up to sign the spectrum.");
    }

    /** A map on the simplex of three coordinates, the triangle of which surrounds (0, 0). */
    static PlaneMap simplex(MirrorMap map) {
        double across = 1 / (Math.sqrt(2) * ENLARGED);
        double up = 1 / (Math.sqrt(6) * ENLARGED);
        double[] centre = {1.0 / 3, 1.0 / 3, 1.0 / 3};
        double[][] basis = {{-across, across, 0}, {-up, -up, 2 * up}};
        double[][] corners = new double[4][2];
        for (int i = 0; i <= 3; i++) {
            for (int k = 0; k < 2; k++) {
                corners[i][k] = ENLARGED * ENLARGED * basis[k][i % 3];
            }
        }
        double reach = corners[1][0];
        return new PlaneMap(
                map,
                centre,
                basis,
                ENLARGED,
                new Interval(-reach, reach),
                corners,
                "On the simplex of three coordinates, drawn as a triangle: each corner is all weight on one of them.");
    }

    /** What the plane is, in one sentence. */
    String words() {
        return words;
    }

    /** Where the first coordinate may lie. */
    Interval domain() {
        return domain;
    }

    /** The corners of the domain's edge, the last being the first; none where it has none in the plane. */
    double[][] edge() {
        return edge;
    }

    /** Whether the plane's domain is a triangle around (0, 0). */
    boolean isTriangle() {
        return edge.length > 0;
    }

    private double[] point(double[] u) {
        double[] x = origin.clone();
        for (int i = 0; i < x.length; i++) {
            x[i] += basis[0][i] * u[0] + basis[1][i] * u[1];
        }
        return x;
    }

    private double[] direction(double[] u, double factor) {
        double[] v = new double[origin.length];
        for (int i = 0; i < v.length; i++) {
            v[i] = factor * (basis[0][i] * u[0] + basis[1][i] * u[1]);
        }
        return v;
    }

    private void projected(double[] v, double factor, double[] out) {
        double first = 0;
        double second = 0;
        for (int i = 0; i < v.length; i++) {
            first += basis[0][i] * v[i];
            second += basis[1][i] * v[i];
        }
        out[0] = factor * first;
        out[1] = factor * second;
    }

    @Override
    public int dimension() {
        return 2;
    }

    @Override
    public double value(double[] u) {
        return whole.value(point(u));
    }

    @Override
    public void gradient(double[] u, double[] eta) {
        double[] full = new double[origin.length];
        whole.gradient(point(u), full);
        projected(full, 1, eta);
    }

    @Override
    public void conjugateGradient(double[] eta, double[] u) {
        double[] x = new double[origin.length];
        whole.conjugateGradient(direction(eta, squared), x);
        for (int i = 0; i < x.length; i++) {
            x[i] -= origin[i];
        }
        projected(x, squared, u);
    }

    @Override
    public double conjugate(double[] eta) {
        // ⟨Bη, c⟩ is 0: the origin is 0, or the middle of the simplex, to which the plane is orthogonal.
        return whole.conjugate(direction(eta, squared));
    }

    @Override
    public void hessianTimes(double[] u, double[] v, double[] out) {
        double[] full = new double[origin.length];
        whole.hessianTimes(point(u), direction(v, 1), full);
        projected(full, 1, out);
    }

    @Override
    public void conjugateHessianTimes(double[] eta, double[] v, double[] out) {
        double[] full = new double[origin.length];
        whole.conjugateHessianTimes(direction(eta, squared), direction(v, squared), full);
        projected(full, squared, out);
    }

    @Override
    public double bregman(double[] a, double[] b) {
        return whole.bregman(point(a), point(b));
    }

    @Override
    public boolean contains(double[] u) {
        return whole.contains(point(u));
    }

    @Override
    public boolean containsDual(double[] eta) {
        return whole.containsDual(direction(eta, squared));
    }

    /** {@inheritDoc} A Schatten norm of a diagonal matrix is the ℓp norm of the diagonal. */
    @Override
    public HorizonFunction horizon() {
        return whole.horizon() instanceof HorizonFunction.Schatten schatten
                ? new HorizonFunction.Norm(schatten.p())
                : whole.horizon();
    }

    @Override
    public void restPoint(double[] u) {
        double[] x = new double[origin.length];
        whole.restPoint(x);
        for (int i = 0; i < x.length; i++) {
            x[i] -= origin[i];
        }
        projected(x, squared, u);
    }
}
