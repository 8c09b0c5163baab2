package org.mirrorflow.app.control;

import java.util.OptionalDouble;
import org.mirrorflow.theory.catalogue.Parameter;

/** Reads typed values of a parameter and says, in one sentence, what is wrong with those that cannot be. */
final class ParameterText {

    /** What came of reading: a value, or a sentence. */
    sealed interface Reading {}

    /** @param value the value, of the parameter's type */
    record Good(Object value) implements Reading {}

    /** @param sentence given, allowed, remedy */
    record Bad(String sentence) implements Reading {}

    private ParameterText() {}

    static Reading read(Parameter.Real parameter, String typed) {
        OptionalDouble number = TypedNumber.parse(typed);
        if (number.isEmpty()) {
            return notANumber(typed, "number", TypedNumber.exact(parameter.min()), TypedNumber.exact(parameter.max()));
        }
        double x = number.getAsDouble();
        if (x < parameter.min() || x > parameter.max()) {
            return outside(
                    TypedNumber.exact(x),
                    parameter.label(),
                    TypedNumber.exact(parameter.min()),
                    TypedNumber.exact(parameter.max()));
        }
        return new Good(x);
    }

    static Reading read(Parameter.Whole parameter, String typed) {
        String min = Long.toString(parameter.min());
        String max = Long.toString(parameter.max());
        OptionalDouble number = TypedNumber.parse(typed);
        if (number.isEmpty() || number.getAsDouble() != Math.rint(number.getAsDouble())) {
            return notANumber(typed, "whole number", min, max);
        }
        double x = number.getAsDouble();
        if (x < parameter.min() || x > parameter.max()) {
            return outside(TypedNumber.exact(x), parameter.label(), min, max);
        }
        return new Good((long) x);
    }

    /** The shown form of a value of any parameter. */
    static String shown(Object value) {
        return switch (value) {
            case Double x -> TypedNumber.exact(x);
            case Long n -> Long.toString(n).replace('-', '\u2212');
            default -> value.toString();
        };
    }

    private static Bad notANumber(String typed, String kind, String min, String max) {
        String given = typed.isBlank() ? "Nothing was typed" : "\u201c" + typed.strip() + "\u201d is not a " + kind;
        return new Bad(given + ". Type a " + kind + " from " + min + " to " + max + ".");
    }

    private static Bad outside(String given, String label, String min, String max) {
        return new Bad(given + " is outside the range of " + label + ". Use a value from " + min + " to " + max + ".");
    }
}
