package org.mirrorflow.theory.formula;

/**
 * A formula in the one variable x, e.g. {@code abs(x)*log(1+abs(x)) + x^4/10}: + − * / ^, parentheses, numbers, the
 * constants {@code pi} and {@code e}, and the functions abs, acosh, asinh, atan, atanh, cos, cosh, exp, log, sin, sinh,
 * sqrt, tan, tanh. A power binds stronger than a sign and groups to the right: −x^2 is −(x²).
 *
 * <p>Immutable; evaluation allocates a few small records and may run on any number of threads.
 */
public sealed interface Expression {

    /**
     * Reads a formula.
     *
     * @throws FormulaException naming the column and what was expected there
     */
    static Expression parse(String text) {
        return new FormulaParser(text).parse();
    }

    /** Value and derivatives at x; not finite where the formula or a derivative has no finite value there. */
    Jet at(double x);

    /** The largest size that any part of the formula takes at x, which tells an overflow from an end of the domain. */
    double largestPart(double x);

    /** The formula in TeX. */
    default String tex() {
        return TexWriter.write(this);
    }

    /** Whether x does not occur. */
    default boolean isConstant() {
        return switch (this) {
            case Literal literal -> true;
            case Variable variable -> false;
            case Negation(Expression operand) -> operand.isConstant();
            case Binary(Operator operator, Expression left, Expression right) ->
                left.isConstant() && right.isConstant();
            case Application(ElementaryFunction function, Expression argument) -> argument.isConstant();
        };
    }

    /** A number, with the word it was typed as. */
    record Literal(double number, String word) implements Expression {
        @Override
        public Jet at(double x) {
            return Jet.constant(number);
        }

        @Override
        public double largestPart(double x) {
            return Math.abs(number);
        }
    }

    /** x. */
    record Variable() implements Expression {
        @Override
        public Jet at(double x) {
            return Jet.variable(x);
        }

        @Override
        public double largestPart(double x) {
            return Math.abs(x);
        }
    }

    /** −u. */
    record Negation(Expression operand) implements Expression {
        @Override
        public Jet at(double x) {
            return operand.at(x).negated();
        }

        @Override
        public double largestPart(double x) {
            return operand.largestPart(x);
        }
    }

    /** The four operations and the power. */
    enum Operator {
        PLUS,
        MINUS,
        TIMES,
        OVER,
        POWER
    }

    /** Two operands. */
    record Binary(Operator operator, Expression left, Expression right) implements Expression {
        @Override
        public Jet at(double x) {
            Jet a = left.at(x);
            Jet b = right.at(x);
            return switch (operator) {
                case PLUS -> a.plus(b);
                case MINUS -> a.plus(b.negated());
                case TIMES -> a.times(b);
                case OVER -> a.over(b);
                case POWER ->
                    right.isConstant()
                            ? power(a, b.value())
                            : ElementaryFunction.EXP.of(b.times(ElementaryFunction.LOG.of(a)));
            };
        }

        /** u^p; a coefficient p(p − 1)… that is 0 takes its term away even where the power is infinite. */
        private static Jet power(Jet u, double p) {
            double v = u.value();
            return u.through(Math.pow(v, p), falling(v, p, 1), falling(v, p, 2), falling(v, p, 3));
        }

        private static double falling(double v, double p, int order) {
            double factor = 1;
            for (int i = 0; i < order; i++) {
                factor *= p - i;
            }
            return factor == 0 ? 0 : factor * Math.pow(v, p - order);
        }

        @Override
        public double largestPart(double x) {
            return Math.max(at(x).size(), Math.max(left.largestPart(x), right.largestPart(x)));
        }
    }

    /** A function of an operand. */
    record Application(ElementaryFunction function, Expression argument) implements Expression {
        @Override
        public Jet at(double x) {
            return function.of(argument.at(x));
        }

        @Override
        public double largestPart(double x) {
            return Math.max(at(x).size(), argument.largestPart(x));
        }
    }
}
