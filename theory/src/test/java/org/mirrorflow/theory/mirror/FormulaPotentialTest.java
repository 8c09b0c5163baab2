package org.mirrorflow.theory.mirror;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.mirrorflow.theory.catalogue.InvalidSettingException;
import org.mirrorflow.theory.catalogue.Settings;
import org.mirrorflow.theory.weights.Layout;

/** Maps that a person types, against the catalogue and against what they must be refused for. */
class FormulaPotentialTest {

    /** Formulas that pass the contract of every mirror map. */
    static final List<String> FORMULAS = List.of(
            "abs(x)*log(1+abs(x)) + x^4/10",
            "x^2/2",
            "cosh(x)-1",
            "x*asinh(x/0.1)-sqrt(x^2+0.01)",
            "x*log(x)-x",
            "-log(x)",
            "abs(x)^1.5",
            "abs(x)-log(1+abs(x))",
            "sqrt(1+x^2)",
            "x*log(x)+(1-x)*log(1-x)",
            "exp(x^2/2)");

    static Stream<Arguments> catalogue() {
        return Stream.of(
                Arguments.of("x^2/2", new Euclidean()),
                Arguments.of("cosh(x)-1", new ScaledCosh(1)),
                Arguments.of("x*asinh(x/0.1)-sqrt(x^2+0.01)", new HyperbolicEntropy(0.1)),
                Arguments.of("x*log(x)-x", new NegativeEntropy()),
                Arguments.of("abs(x)^3/3", new PowerPotential(3)),
                Arguments.of("abs(x)^1.5/1.5", new PowerPotential(1.5)),
                Arguments.of("-log(x)", new Burg()));
    }

    @ParameterizedTest
    @MethodSource("catalogue")
    void agreesWithTheCatalogueWhereTheFormulaIsOneOfItsMaps(String text, ScalarPotential known) {
        FormulaPotential typed = new FormulaPotential(text);
        assertEquals(known.domain(), typed.domain());
        assertEquals(known.dualDomain(), typed.dualDomain());
        assertEquals(known.horizon().getClass(), typed.horizon().getClass());
        if (known.horizon() instanceof HorizonFunction.Norm) {
            assertEquals(known.horizon(), typed.horizon());
        }
        for (double size : new double[] {1e-100, 1e-30, 1e-12, 1e-8, 1e-5, 1e-3, 0.02, 0.11, 0.7, 3, 40, 300}) {
            for (double x : known.domain().contains(-1) ? new double[] {size, -size} : new double[] {size}) {
                double eta = known.derivative(x);
                same(known.value(x), typed.value(x), "r at " + x);
                same(eta, typed.derivative(x), "r' at " + x);
                same(known.secondDerivative(x), typed.secondDerivative(x), "r'' at " + x);
                same(known.inverseDerivative(eta), typed.inverseDerivative(eta), "inverse at " + x);
                same(known.conjugate(eta), typed.conjugate(eta), "r* at " + x);
                same(known.balance(x), typed.balance(x), "Q at " + x);
                same(known.speed(eta), typed.speed(eta), "speed at " + x);
                for (double factor : new double[] {1 + 1e-9, 1.1, 2, 0.01}) {
                    same(known.bregman(factor * x, x), typed.bregman(factor * x, x), "D at " + x + ", " + factor);
                }
                if (known.domain().contains(-1)) {
                    same(known.bregman(-0.3 * x, x), typed.bregman(-0.3 * x, x), "D across 0 at " + x);
                }
            }
        }
    }

    private static void same(double expected, double actual, String what) {
        if (Math.abs(expected) < 1e-300 || Double.isInfinite(expected)) {
            assertEquals(expected, actual, 1e-300, what);
        } else {
            assertEquals(1, actual / expected, 1e-10, what);
        }
    }

    static Stream<Arguments> horizons() {
        return Stream.of(
                Arguments.of("abs(x)*log(1+abs(x)) + x^4/10", 4.0),
                Arguments.of("x^2/2 - x", 2.0),
                Arguments.of("abs(x)^1.37", 1.37),
                Arguments.of("abs(x)*log(1+abs(x))", 1.0),
                Arguments.of("x^2*log(2+x^2)", 2.0),
                Arguments.of("x*asinh(x)", 1.0),
                Arguments.of("exp(x)+exp(-x)", Double.POSITIVE_INFINITY),
                Arguments.of("exp(sqrt(1+x^2))", Double.POSITIVE_INFINITY));
    }

    @ParameterizedTest
    @MethodSource("horizons")
    void theHorizonIsTheNormOfTheIndexOfRegularVariation(String text, double p) {
        assertEquals(new HorizonFunction.Norm(p), new FormulaPotential(text).horizon());
    }

    @Test
    void linearGrowthHasNoHorizonAndSaysWhy() {
        for (String text : List.of("log(cosh(x))", "sqrt(1+x^2)", "exp(x)-x", "-log(x)", "x*atan(x)-log(1+x^2)/2")) {
            FormulaPotential r = new FormulaPotential(text);
            HorizonFunction.None none = assertInstanceOf(HorizonFunction.None.class, r.horizon(), text);
            assertTrue(none.reason().contains("bound"), none.reason());
        }
        FormulaPotential bounded = new FormulaPotential("x*log(x)+(1-x)*log(1-x)");
        assertEquals(new Interval(0, 1), bounded.domain());
        assertEquals(Interval.REAL_LINE, bounded.dualDomain());
        assertInstanceOf(HorizonFunction.None.class, bounded.horizon());
        HorizonFunction uneven = new FormulaPotential("exp(x)+x^2").horizon();
        assertTrue(assertInstanceOf(HorizonFunction.None.class, uneven).reason().contains("left"));
    }

    @Test
    void findsDomainsAndRanges() {
        assertEquals(new Interval(-1, Double.POSITIVE_INFINITY), new FormulaPotential("exp(x)-x").dualDomain());
        assertEquals(new Interval(-1, 1), new FormulaPotential("log(cosh(x))").dualDomain());
        assertEquals(new Interval(-1, 1), new FormulaPotential("sqrt(1+x^2)").dualDomain());
        assertEquals(new Interval(5, Double.POSITIVE_INFINITY), new FormulaPotential("-log(x-5)").domain());
        assertEquals(new Interval(Double.NEGATIVE_INFINITY, 2), new FormulaPotential("-log(2-x)").domain());
        assertEquals(new Interval(-1, 1), new FormulaPotential("-sqrt(1-x^2)").domain());
        assertEquals(new Interval(-1, 1), new FormulaPotential("x*atanh(x)").domain());
        FormulaPotential arctan = new FormulaPotential("x*atan(x)-log(1+x^2)/2");
        assertEquals(Math.PI / 2, arctan.dualDomain().upper(), 1e-12);
        FormulaPotential cosine = new FormulaPotential("-log(cos(x))");
        assertEquals(Math.PI / 2, cosine.domain().upper(), 1e-12);
    }

    @Test
    void mapsThatAreNotEvenInvertToo() {
        for (String text : List.of(
                "exp(x)-x", "x^2/2-3*x", "-log(x-5)", "-log(2-x)", "-log(cos(x))", "x^4/4+x^2-x", "x*atanh(x)")) {
            FormulaPotential r = new FormulaPotential(text);
            for (double x : new double[] {-700, -40, -1.3, -0.2, -1e-9, 1e-9, 0.2, 0.9, 1.4, 5.5, 30, 700}) {
                double eta = r.derivative(x);
                if (!r.domain().contains(x) || !r.dualDomain().contains(eta)) {
                    continue;
                }
                double resolution = 1e-12 * Math.abs(x) + 8 * Math.ulp(1 + Math.abs(eta)) / r.secondDerivative(x);
                assertEquals(x, r.inverseDerivative(eta), resolution, text + " at " + x);
                assertEquals(eta * x - r.value(x), r.conjugate(eta), 1e-12 * (1 + Math.abs(eta * x)), text);
            }
            if (r.dualDomain().contains(0)) {
                assertEquals(0, r.derivative(r.restPoint()), 1e-14, text);
            }
        }
    }

    @Test
    void limitsAtZeroAreTaken() {
        FormulaPotential low = new FormulaPotential("abs(x)^1.5");
        assertEquals(0.0, low.value(0));
        assertEquals(0.0, low.derivative(0));
        assertEquals(Double.POSITIVE_INFINITY, low.secondDerivative(0));
        FormulaPotential high = new FormulaPotential("abs(x)^3");
        assertEquals(0.0, high.secondDerivative(0));
        FormulaPotential removable = new FormulaPotential("x^2 + x^4*log(1+1/abs(x))");
        assertEquals(0.0, removable.value(0));
        assertEquals(2, removable.secondDerivative(0), 1e-12);
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                Arguments.of("x^3", "second derivative at x = "),
                Arguments.of("-x^2", "second derivative at x = "),
                Arguments.of("sin(x)", "second derivative at x = "),
                Arguments.of("x^4 - x^2", "second derivative at x = "),
                Arguments.of("abs(x)", "cannot be told from 0"),
                Arguments.of("2*x+3", "cannot be told from 0"),
                Arguments.of("abs(x)+x^2", "kink at x = 0"),
                Arguments.of("abs(x-1)+x^2", "kink or a jump at x = 1"),
                Arguments.of("sqrt(-1-x^2)", "no finite value"),
                Arguments.of("1/0", "no finite value"),
                Arguments.of("", "at column 1 expected a number"),
                Arguments.of("x^2/2)", "at column 6 expected an operator or the end, found \")\""),
                Arguments.of("(x^2", "at column 5 expected \")\" or an operator, found the end"),
                Arguments.of(
                        "coshh(x)",
                        "at column 1 expected x, pi, e or a function, found \"coshh\"; did you mean \"cosh\""),
                Arguments.of("2x", "at column 2 expected an operator"),
                Arguments.of("x+*2", "at column 3 expected a number"),
                Arguments.of("cosh x", "at column 6 expected \"(\" after cosh"),
                Arguments.of("x^2 + #", "at column 7 expected"),
                Arguments.of("(".repeat(100) + "x" + ")".repeat(100), "nested"));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void refusesWhatIsNoPotentialInOneSentence(String text, String because) {
        FormulaPotential.Family family = new FormulaPotential.Family();
        Settings settings = Settings.of(family.parameters(), Map.of("formula", text));
        InvalidSettingException refusal =
                assertThrows(InvalidSettingException.class, () -> family.create(settings, Layout.vector(2)));
        assertEquals("formula", refusal.setting());
        assertTrue(refusal.getMessage().contains(because), refusal.getMessage());
        assertFalse(refusal.getMessage().contains("\n"));
    }
}
