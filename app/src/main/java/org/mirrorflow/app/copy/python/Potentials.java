package org.mirrorflow.app.copy.python;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.ServiceLoader;
import org.mirrorflow.sim.experiment.Experiment;
import org.mirrorflow.theory.mirror.AffinePotential;
import org.mirrorflow.theory.mirror.ReflectedPotential;
import org.mirrorflow.theory.mirror.ScalarPotential;
import org.mirrorflow.theory.mirror.SeparableMirrorMap;

/** Separable maps in Python: one base potential, scaled, tilted and reflected in each coordinate. */
final class Potentials {

    private static final List<PythonPotential> FORMS =
            ServiceLoader.load(PythonPotential.class, PythonPotential.class.getClassLoader()).stream()
                    .map(ServiceLoader.Provider::get)
                    .toList();

    private Potentials() {}

    /** (r*)′(η) = s·b(aη + c) with the inverse derivative b of the base. */
    private record Placed(ScalarPotential base, double sign, double scale, double shift) {

        static Placed of(ScalarPotential potential) {
            ScalarPotential base = potential;
            double sign = 1;
            double scale = 1;
            double shift = 0;
            while (true) {
                switch (base) {
                    case AffinePotential(ScalarPotential inner, double factor, double slope) -> {
                        scale /= factor;
                        shift = (shift + slope) / factor;
                        base = inner;
                    }
                    case ReflectedPotential(ScalarPotential inner) -> {
                        sign = -sign;
                        scale = -scale;
                        shift = -shift;
                        base = inner;
                    }
                    default -> {
                        return new Placed(base, sign, scale, shift);
                    }
                }
            }
        }
    }

    /** Where r*″ is infinite at a weight of 0: 1, and 0 elsewhere. */
    private static double[] steep(SeparableMirrorMap map) {
        double[] steep = new double[map.dimension()];
        for (int i = 0; i < steep.length; i++) {
            ScalarPotential potential = map.potential(i);
            steep[i] = Double.isInfinite(potential.speed(potential.derivative(0))) ? 1 : 0;
        }
        return steep;
    }

    /** Whether r*″ is infinite at a weight of 0 anywhere. */
    static boolean anySteep(SeparableMirrorMap map) {
        return Arrays.stream(steep(map)).anyMatch(each -> each > 0);
    }

    /** Writes the start η = 0 and the map, unless the decay moves it, and where it is steep. */
    static void start(SeparableMirrorMap map, Experiment experiment, PythonScript script) {
        script.array(PythonPart.MODEL, "START", new double[map.dimension()]);
        if (!script.has("decay")) {
            write(map, experiment, script);
        }
        if (anySteep(map)) {
            script.flag("steep", true);
            script.line(PythonPart.MODEL, "# 1 where a weight passes 0 infinitely fast.");
            script.array(PythonPart.MODEL, "STEEP", steep(map));
        }
    }

    /** Writes {@code weights_at(t, eta)} and {@code speed_at(t, eta)}. */
    private static void write(SeparableMirrorMap map, Experiment experiment, PythonScript script) {
        List<Placed> placed = new ArrayList<>();
        for (int i = 0; i < map.dimension(); i++) {
            placed.add(Placed.of(map.potential(i)));
        }
        PythonPotential form = FORMS.stream()
                .filter(each -> placed.stream().allMatch(place -> each.covers(place.base())))
                .findFirst()
                .orElseThrow(() -> PythonText.none("mirror map of the model \""
                        + experiment.specification().model().kind() + "\""));
        PythonPart part = PythonPart.MODEL;
        script.line(part, "# w = SIGN * base(SCALE * eta + SHIFT).");
        script.array(part, "SIGN", placed.stream().mapToDouble(Placed::sign).toArray());
        script.array(part, "SCALE", placed.stream().mapToDouble(Placed::scale).toArray());
        script.array(part, "SHIFT", placed.stream().mapToDouble(Placed::shift).toArray());
        String[] names = form.names();
        double[][] values = new double[names.length][placed.size()];
        for (int i = 0; i < placed.size(); i++) {
            double[] own = form.values(placed.get(i).base());
            for (int k = 0; k < names.length; k++) {
                values[k][i] = own[k];
            }
        }
        for (int k = 0; k < names.length; k++) {
            script.array(part, names[k], Arrays.copyOf(values[k], placed.size()));
        }
        script.code(part, form.code() + """


                def weights_at(t, eta):
                    return SIGN * base_weights(SCALE * eta + SHIFT)


                def speed_at(t, eta):
                    return np.abs(SCALE) * base_speed(SCALE * eta + SHIFT)
                """);
    }
}
