package org.mirrorflow.app.explorer;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.mirrorflow.sim.experiment.Components;
import org.mirrorflow.theory.catalogue.InvalidSettingException;
import org.mirrorflow.theory.catalogue.Parameter;
import org.mirrorflow.theory.catalogue.Settings;
import org.mirrorflow.theory.mirror.FormulaPotential;
import org.mirrorflow.theory.mirror.MirrorMap;
import org.mirrorflow.theory.mirror.MirrorMapFamily;
import org.mirrorflow.theory.mirror.SeparableMirrorMap;
import org.mirrorflow.theory.weights.Layout;

/**
 * One member of a family, acting on the plane.
 *
 * @param family the family
 * @param settings its parameters
 * @param map the member on ℝ²
 */
record MapChoice(MirrorMapFamily family, Settings settings, MirrorMap map) {

    /** How many members of a family are drawn together. */
    private static final int MEMBERS = 5;

    /** Factor between neighbouring members on a logarithmic scale. */
    private static final double RATIO = Math.sqrt(10);

    /**
     * The member with these values.
     *
     * @throws InvalidSettingException as the family does
     */
    static MapChoice of(MirrorMapFamily family, Map<String, ?> values) {
        Settings settings = Settings.of(family.parameters(), values);
        return new MapChoice(
                family,
                settings,
                PLANES.computeIfAbsent(family.id(), id -> plane(family)).map(family, settings));
    }

    /** The plane on which members of a family are looked at. */
    private enum Plane {
        /** All vectors of two coordinates. */
        VECTORS {
            @Override
            MirrorMap map(MirrorMapFamily family, Settings settings) {
                return family.create(settings, Layout.vector(2));
            }
        },
        /** Diagonal matrices. */
        DIAGONAL {
            @Override
            MirrorMap map(MirrorMapFamily family, Settings settings) {
                return PlaneMap.diagonal(family.create(settings, Layout.matrix(2, 2)));
            }
        },
        /** The simplex of three coordinates. */
        TRIANGLE {
            @Override
            MirrorMap map(MirrorMapFamily family, Settings settings) {
                return PlaneMap.simplex(family.create(settings, Layout.vector(3)));
            }
        };

        /** @throws InvalidSettingException as the family does */
        abstract MirrorMap map(MirrorMapFamily family, Settings settings);

        /** Whether the family's default member acts near a point of this plane, and says where. */
        boolean suits(MirrorMapFamily family) {
            try {
                MirrorMap map = map(family, Settings.of(family.parameters(), Map.of()));
                double[] rest = new double[2];
                map.restPoint(rest);
                double[] near = {rest[0] + 1e-3, rest[1] - 2e-3};
                double[] eta = new double[2];
                map.gradient(near, eta);
                return map.contains(rest) && map.contains(near) && Double.isFinite(eta[0]) && Double.isFinite(eta[1]);
            } catch (IllegalArgumentException e) {
                // Its members act on something else.
                return false;
            }
        }
    }

    private static final Map<String, Plane> PLANES = new ConcurrentHashMap<>();

    private static Plane plane(MirrorMapFamily family) {
        return Arrays.stream(Plane.values())
                .filter(plane -> plane.suits(family))
                .findFirst()
                .orElse(Plane.VECTORS);
    }

    /** The families that have a plane to look at: vectors, the diagonal of matrices for spectral maps, the simplex. */
    static List<MirrorMapFamily> families() {
        return Components.MIRROR_MAPS.entries().stream()
                .filter(family -> Arrays.stream(Plane.values()).anyMatch(plane -> plane.suits(family)))
                .toList();
    }

    /** Whether it acts on matrices by their spectrum. */
    boolean isSpectral() {
        return map instanceof PlaneMap plane && !plane.isTriangle();
    }

    /** What the plane is, where it is not that of all vectors; otherwise empty. */
    String plane() {
        return map instanceof PlaneMap plane ? plane.words() : "";
    }

    /** The map as a sum over coordinates, where it is one. */
    Optional<SeparableMirrorMap> separable() {
        return map instanceof SeparableMirrorMap separable ? Optional.of(separable) : Optional.empty();
    }

    /** The formula to typeset: the family's, with what was typed where it is the person's own. */
    List<String> formulas() {
        return separable().isPresent() && separable().get().potential(0) instanceof FormulaPotential typed
                ? List.of(family.formula(), "\\varphi(x) = " + typed.tex())
                : List.of(family.formula());
    }

    /** The parameter along which a family is drawn: the first real one. */
    Optional<Parameter.Real> dial() {
        return family.parameters().stream()
                .filter(Parameter.Real.class::isInstance)
                .map(Parameter.Real.class::cast)
                .findFirst();
    }

    /**
     * Values of the dial around the chosen one, in rising order and with it among them; only the chosen one where the family
     * has no dial.
     */
    List<Double> members() {
        if (dial().isEmpty()) {
            return List.of();
        }
        Parameter.Real dial = dial().get();
        double chosen = settings.real(dial.id());
        double[] values = new double[MEMBERS];
        int below = MEMBERS / 2;
        // near an end of the range the members lie on its inner side
        while (below > 0 && moved(dial, chosen, -below) < dial.min()) {
            below--;
        }
        while (below < MEMBERS - 1 && moved(dial, chosen, MEMBERS - 1 - below) > dial.max()) {
            below++;
        }
        for (int i = 0; i < MEMBERS; i++) {
            values[i] = Math.clamp(moved(dial, chosen, i - below), dial.min(), dial.max());
        }
        return Arrays.stream(values).distinct().boxed().toList();
    }

    private static double moved(Parameter.Real dial, double chosen, int steps) {
        if (steps == 0) {
            return chosen;
        }
        return dial.logarithmic()
                ? chosen * Math.pow(RATIO, steps)
                : chosen + steps * Math.min(0.25 * Math.max(1, Math.abs(chosen)), 0.1 * (dial.max() - dial.min()));
    }

    /** The member at another value of the dial. */
    MapChoice at(double value) {
        Map<String, Object> values = new HashMap<>(settings.values());
        values.put(dial().orElseThrow().id(), value);
        return of(family, values);
    }
}
