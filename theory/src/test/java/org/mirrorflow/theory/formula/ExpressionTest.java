package org.mirrorflow.theory.formula;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.commons.math3.analysis.differentiation.DerivativeStructure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Reading, differentiating and writing formulas; derivatives against commons-math3. */
class ExpressionTest {

    static Stream<Arguments> derivatives() {
        return Stream.of(
                of(
                        "x^3/3 - 2*x + 1",
                        x -> x.pow(3).divide(3).subtract(x.multiply(2)).add(1)),
                of("exp(-x^2/2)", x -> x.pow(2).divide(-2).exp()),
                of("x*log(x) - x", x -> x.multiply(x.log()).subtract(x)),
                of("sqrt(1+x^2)", x -> x.pow(2).add(1).sqrt()),
                of(
                        "sin(x)*cos(2*x)+tan(x/3)",
                        x -> x.sin()
                                .multiply(x.multiply(2).cos())
                                .add(x.divide(3).tan())),
                of(
                        "sinh(x)/cosh(x) - tanh(x)^2",
                        x -> x.sinh().divide(x.cosh()).subtract(x.tanh().pow(2))),
                of(
                        "asinh(x)+acosh(1+x)+atanh(x/9)+atan(x)",
                        x -> x.asinh()
                                .add(x.add(1).acosh())
                                .add(x.divide(9).atanh())
                                .add(x.atan())),
                of("log(2+x)*abs(x)", x -> x.add(2).log().multiply(x.abs())),
                of("x^x", x -> x.multiply(x.log()).exp()),
                of("2^x + x^-1.5", x -> x.multiply(Math.log(2)).exp().add(x.pow(-1.5))),
                of("(1+x)/(2+x^2)", x -> x.add(1).divide(x.pow(2).add(2))));
    }

    private static Arguments of(String text, UnaryOperator<DerivativeStructure> reference) {
        return Arguments.of(text, reference);
    }

    @ParameterizedTest
    @MethodSource("derivatives")
    void valueAndDerivativesAreThoseOfCommonsMath(String text, UnaryOperator<DerivativeStructure> reference) {
        Expression formula = Expression.parse(text);
        for (double x : new double[] {1e-3, 0.4, 1, 1.7, 4.5}) {
            DerivativeStructure expected = reference.apply(new DerivativeStructure(1, 3, 0, x));
            Jet jet = formula.at(x);
            assertEquals(expected.getValue(), jet.value(), slack(jet.valueError(), jet.value()), text);
            assertEquals(expected.getPartialDerivative(1), jet.slope(), slack(jet.slopeError(), jet.slope()), text);
            assertEquals(expected.getPartialDerivative(2), jet.bend(), slack(jet.bendError(), jet.bend()), text);
        }
    }

    private static double slack(double bound, double value) {
        return 8 * bound + 1e-14 * Math.abs(value);
    }

    @Test
    void theRoundingBoundTellsWhereAFormulaHasCancelled() {
        Jet cancelled = Expression.parse("cosh(x)-1").at(1e-9);
        assertTrue(cancelled.valueError() > Math.abs(cancelled.value() - 0.5e-18));
        Jet sound = Expression.parse("x^2/2").at(1e-9);
        assertTrue(sound.valueError() < 1e-15 * sound.value());
        // the bound covers the true error: exp(x) − 1 − x at 1e-5 is x²/2 + x³/6 + …
        Jet partly = Expression.parse("exp(x)-1-x").at(1e-5);
        assertTrue(Math.abs(partly.value() - (0.5e-10 + 1e-15 / 6)) <= partly.valueError());
    }

    @ParameterizedTest
    @CsvSource({
        "-x^2, 3, -9",
        "2^3^2, 0, 512",
        "x - 1 - 1, 5, 3",
        "12/2/3, 0, 2",
        "-(x + 1)*2, 1, -4",
        "2e3 + 1.5e-1, 0, 2000.15",
        "2*e, 0, 5.436563656918090",
        "pi, 0, 3.141592653589793",
        "2*-x, 4, -8",
        "+x, 4, 4",
        "x^-2, 2, 0.25",
        "x \u2212 1, 4, 3"
    })
    void bindsAsMathematicsDoes(String text, double x, double expected) {
        assertEquals(expected, Expression.parse(text).at(x).value(), 1e-15 * Math.abs(expected));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "abs(x)*log(1+abs(x)) + x^4/10;\\left|x\\right|\\,\\log\\left(1 + \\left|x\\right|\\right) + \\frac{x^{4}}{10}",
                "x*asinh(x/0.1)-sqrt(x^2+0.01);x\\,\\mathrm{asinh} \\frac{x}{0.1} - \\sqrt{x^{2} + 0.01}",
                "-(x+1)^2;-\\left(x + 1\\right)^{2}",
                "a;",
                "2*3*x;2 \\cdot 3\\,x",
                "exp(x)-2e-3*pi;e^{x} - 2\\cdot 10^{-3}\\,\\pi"
            })
    void writesTex(String text, String tex) {
        if (tex == null) {
            FormulaException refusal = assertThrows(FormulaException.class, () -> Expression.parse(text));
            assertEquals(1, refusal.column());
        } else {
            assertEquals(tex, Expression.parse(text).tex());
        }
    }
}
