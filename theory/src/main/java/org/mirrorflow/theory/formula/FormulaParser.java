package org.mirrorflow.theory.formula;

import java.util.ArrayList;
import java.util.List;
import org.mirrorflow.theory.catalogue.Names;

/** Recursive descent over one line of text. */
final class FormulaParser {

    /** Deeper nests are no formulas that a person has typed, and would exhaust the stack. */
    private static final int DEEPEST = 60;

    private static final int LONGEST = 1000;

    private final String text;
    private int position;
    private int depth;

    FormulaParser(String text) {
        this.text = text;
    }

    Expression parse() {
        if (text.length() > LONGEST) {
            throw new FormulaException(
                    LONGEST + 1, "a formula has ended; this one has " + text.length() + " characters");
        }
        Expression whole = sum();
        if (next() != END) {
            throw expected("an operator or the end");
        }
        return whole;
    }

    private static final char END = 0;

    /** The next character that is no space, without taking it. */
    private char next() {
        while (position < text.length() && Character.isWhitespace(text.charAt(position))) {
            position++;
        }
        if (position == text.length()) {
            return END;
        }
        char c = text.charAt(position);
        return switch (c) {
            case '\u2212' -> '-';
            case '\u00b7', '\u00d7' -> '*';
            default -> c;
        };
    }

    private boolean take(char wanted) {
        if (next() == wanted) {
            position++;
            return true;
        }
        return false;
    }

    private Expression sum() {
        Expression left = product();
        while (true) {
            if (take('+')) {
                left = new Expression.Binary(Expression.Operator.PLUS, left, product());
            } else if (take('-')) {
                left = new Expression.Binary(Expression.Operator.MINUS, left, product());
            } else {
                return left;
            }
        }
    }

    private Expression product() {
        Expression left = signed();
        while (true) {
            if (take('*')) {
                left = new Expression.Binary(Expression.Operator.TIMES, left, signed());
            } else if (take('/')) {
                left = new Expression.Binary(Expression.Operator.OVER, left, signed());
            } else {
                return left;
            }
        }
    }

    private Expression signed() {
        if (++depth > DEEPEST) {
            throw new FormulaException(position + 1, "the formula is nested more than " + DEEPEST + " deep");
        }
        Expression result;
        if (take('-')) {
            result = new Expression.Negation(signed());
        } else if (take('+')) {
            result = signed();
        } else {
            result = power();
        }
        depth--;
        return result;
    }

    private Expression power() {
        Expression base = atom();
        return take('^') ? new Expression.Binary(Expression.Operator.POWER, base, signed()) : base;
    }

    private Expression atom() {
        char c = next();
        if (c == '(') {
            return parenthesis();
        }
        if (Character.isDigit(c) || c == '.') {
            return number();
        }
        if (Character.isLetter(c)) {
            return named();
        }
        throw expected("a number, x, a function or \"(\"");
    }

    private Expression parenthesis() {
        position++;
        Expression inside = sum();
        if (!take(')')) {
            throw expected("\")\" or an operator");
        }
        return inside;
    }

    private Expression number() {
        int from = position;
        digits();
        if (position < text.length() && text.charAt(position) == '.') {
            position++;
            digits();
        }
        // 2e is 2 followed by the constant; 2e3 and 2e-3 are numbers
        int mark = position;
        if (position < text.length() && (text.charAt(position) == 'e' || text.charAt(position) == 'E')) {
            position++;
            if (position < text.length() && (text.charAt(position) == '-' || text.charAt(position) == '+')) {
                position++;
            }
            int before = position;
            digits();
            if (position == before) {
                position = mark;
            }
        }
        String word = text.substring(from, position);
        try {
            return new Expression.Literal(Double.parseDouble(word), word);
        } catch (NumberFormatException e) {
            throw new FormulaException(from + 1, "expected a number, found \"" + word + "\"");
        }
    }

    private void digits() {
        while (position < text.length() && text.charAt(position) >= '0' && text.charAt(position) <= '9') {
            position++;
        }
    }

    private Expression named() {
        int from = position;
        while (position < text.length() && Character.isLetterOrDigit(text.charAt(position))) {
            position++;
        }
        String word = text.substring(from, position);
        switch (word) {
            case "x" -> {
                return new Expression.Variable();
            }
            case "pi" -> {
                return new Expression.Literal(Math.PI, word);
            }
            case "e" -> {
                return new Expression.Literal(Math.E, word);
            }
            default -> {}
        }
        ElementaryFunction function = ElementaryFunction.named(word)
                .orElseThrow(() -> new FormulaException(
                        from + 1,
                        "expected x, pi, e or a function, found \"" + word + "\"; " + Names.suggest(word, names())));
        if (next() != '(') {
            throw expected("\"(\" after " + word);
        }
        Expression argument = parenthesis();
        return function == ElementaryFunction.LOG
                ? logarithm(argument)
                : new Expression.Application(function, argument);
    }

    /** log(1 + u) keeps what 1 + u would round away. */
    private static Expression logarithm(Expression argument) {
        if (argument instanceof Expression.Binary(Expression.Operator operator, Expression left, Expression right)
                && operator == Expression.Operator.PLUS) {
            if (isOne(left)) {
                return new Expression.Application(ElementaryFunction.LOG1P, right);
            }
            if (isOne(right)) {
                return new Expression.Application(ElementaryFunction.LOG1P, left);
            }
        }
        return new Expression.Application(ElementaryFunction.LOG, argument);
    }

    private static boolean isOne(Expression expression) {
        return expression instanceof Expression.Literal literal && literal.number() == 1;
    }

    private static List<String> names() {
        List<String> names = new ArrayList<>(List.of("x", "pi", "e"));
        ElementaryFunction.typed().forEach(function -> names.add(function.word()));
        return names;
    }

    private FormulaException expected(String what) {
        char c = next();
        return new FormulaException(
                position + 1,
                "expected " + what + ", found "
                        + (c == END
                                ? "the end"
                                : "\""
                                        + text.substring(
                                                position, position + Character.charCount(text.codePointAt(position)))
                                        + "\""));
    }
}
