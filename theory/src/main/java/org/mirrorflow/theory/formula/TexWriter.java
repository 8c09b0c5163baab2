package org.mirrorflow.theory.formula;

/** Writes a formula in TeX with no more parentheses than it needs. */
final class TexWriter {

    private static final int SUM = 0;
    private static final int PRODUCT = 1;
    private static final int SIGN = 2;
    private static final int POWER = 3;
    private static final int ATOM = 4;

    private TexWriter() {}

    static String write(Expression expression) {
        return switch (expression) {
            case Expression.Literal(double number, String word) -> "pi".equals(word) ? "\\pi" : scientific(word);
            case Expression.Variable variable -> "x";
            case Expression.Negation(Expression operand) -> "-" + within(operand, PRODUCT);
            case Expression.Binary binary -> binary(binary);
            case Expression.Application(ElementaryFunction function, Expression argument) -> call(function, argument);
        };
    }

    private static String scientific(String word) {
        int at = Math.max(word.indexOf('e'), word.indexOf('E'));
        return at <= 0 ? word : word.substring(0, at) + "\\cdot 10^{" + word.substring(at + 1) + "}";
    }

    private static String binary(Expression.Binary binary) {
        Expression left = binary.left();
        Expression right = binary.right();
        return switch (binary.operator()) {
            case PLUS -> write(left) + " + " + within(right, PRODUCT);
            case MINUS -> write(left) + " - " + within(right, PRODUCT);
            case TIMES -> within(left, PRODUCT) + (numeric(right) ? " \\cdot " : "\\,") + within(right, SIGN);
            case OVER -> "\\frac{" + write(left) + "}{" + write(right) + "}";
            case POWER -> base(left) + "^{" + write(right) + "}";
        };
    }

    /** Whether it begins with a digit, which must not join the number before. */
    private static boolean numeric(Expression expression) {
        return switch (expression) {
            case Expression.Literal literal -> !"pi".equals(literal.word());
            case Expression.Binary binary -> binary.operator() != Expression.Operator.OVER && numeric(binary.left());
            default -> false;
        };
    }

    private static String base(Expression left) {
        // |x|^p and (log x)^p; a fraction needs its parentheses
        boolean bare = level(left) == ATOM
                && !(left instanceof Expression.Binary)
                && !(left instanceof Expression.Application(ElementaryFunction function, Expression argument)
                        && function != ElementaryFunction.ABS);
        return bare ? write(left) : parenthesised(left);
    }

    private static String call(ElementaryFunction function, Expression argument) {
        return switch (function) {
            case ABS -> "\\left|" + write(argument) + "\\right|";
            case SQRT -> "\\sqrt{" + write(argument) + "}";
            case EXP -> "e^{" + write(argument) + "}";
            case LOG1P -> "\\log\\left(1 + " + within(argument, PRODUCT) + "\\right)";
            case LOG, SIN, COS, TAN, SINH, COSH, TANH -> "\\" + function.word() + argument(argument);
            default -> "\\mathrm{" + function.word() + "}" + argument(argument);
        };
    }

    private static String argument(Expression argument) {
        return argument instanceof Expression.Variable
                        || (argument instanceof Expression.Binary binary
                                && binary.operator() == Expression.Operator.OVER)
                ? " " + write(argument)
                : parenthesised(argument);
    }

    private static String within(Expression expression, int least) {
        return level(expression) < least ? parenthesised(expression) : write(expression);
    }

    private static String parenthesised(Expression expression) {
        return "\\left(" + write(expression) + "\\right)";
    }

    private static int level(Expression expression) {
        return switch (expression) {
            case Expression.Negation negation -> SUM;
            case Expression.Binary binary ->
                switch (binary.operator()) {
                    case PLUS, MINUS -> SUM;
                    case TIMES -> PRODUCT;
                    case OVER -> ATOM;
                    case POWER -> POWER;
                };
            default -> ATOM;
        };
    }
}
