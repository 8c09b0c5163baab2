package org.mirrorflow.theory.catalogue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Validated values for the declared parameters of one entry: every parameter has a value, of the declared type and
 * within the declared range. Immutable.
 */
public final class Settings {

    private final Map<String, Object> values;

    private Settings(Map<String, Object> values) {
        this.values = values;
    }

    /** All parameters at their defaults. */
    public static Settings defaults(List<Parameter> parameters) {
        return of(parameters, Map.of());
    }

    /**
     * Resolves {@code given} against the declarations.
     *
     * @param parameters the declarations
     * @param given values by parameter id: numbers for real and whole parameters, strings for choices and text
     * @throws InvalidSettingException for an unknown id (naming the nearest one), a wrong type, or a value out of range
     */
    public static Settings of(List<Parameter> parameters, Map<String, ?> given) {
        List<String> ids = parameters.stream().map(Parameter::id).toList();
        for (String key : given.keySet()) {
            if (!ids.contains(key)) {
                throw new InvalidSettingException(key, "is not a setting here; " + Names.suggest(key, ids));
            }
        }
        Map<String, Object> resolved = new LinkedHashMap<>();
        for (Parameter parameter : parameters) {
            Object value = given.get(parameter.id());
            resolved.put(parameter.id(), value == null ? parameter.defaultValue() : checked(parameter, value));
        }
        return new Settings(resolved);
    }

    private static Object checked(Parameter parameter, Object value) {
        return switch (parameter) {
            case Parameter.Real real -> {
                if (!(value instanceof Number number)) {
                    throw wrongType(real, value, "a number");
                }
                double x = number.doubleValue();
                if (!(x >= real.min() && x <= real.max())) {
                    throw outOfRange(real, value, real.min(), real.max());
                }
                yield x;
            }
            case Parameter.Whole whole -> {
                if (!(value instanceof Number number) || number.doubleValue() != Math.rint(number.doubleValue())) {
                    throw wrongType(whole, value, "a whole number");
                }
                long n = number.longValue();
                if (n < whole.min() || n > whole.max() || n != number.doubleValue()) {
                    throw outOfRange(whole, value, whole.min(), whole.max());
                }
                yield n;
            }
            case Parameter.Choice choice -> {
                if (!(value instanceof String word)) {
                    throw wrongType(choice, value, "one of " + String.join(", ", choice.options()));
                }
                if (!choice.options().contains(word)) {
                    throw new InvalidSettingException(
                            choice.id(), "cannot be \"" + word + "\"; " + Names.suggest(word, choice.options()));
                }
                yield word;
            }
            case Parameter.Text text -> {
                if (!(value instanceof String string)) {
                    throw wrongType(text, value, text.file() ? "a path in quotes" : "text in quotes");
                }
                yield string;
            }
        };
    }

    private static InvalidSettingException wrongType(Parameter parameter, Object value, String needed) {
        String shown = value instanceof String s ? "\"" + s + "\"" : String.valueOf(value);
        return new InvalidSettingException(parameter.id(), "is " + shown + "; it must be " + needed);
    }

    private static InvalidSettingException outOfRange(Parameter parameter, Object value, Number min, Number max) {
        return new InvalidSettingException(
                parameter.id(), "is " + value + "; it must lie between " + shown(min) + " and " + shown(max));
    }

    /** Whole numbers without a point, small and large ones as 1e-8. */
    private static String shown(Number bound) {
        double x = bound.doubleValue();
        return x == Math.rint(x) && Math.abs(x) < 1e7
                ? Long.toString((long) x)
                : bound.toString().replace(".0E", "e").replace('E', 'e');
    }

    /** Value of a real (or whole) parameter. */
    public double real(String id) {
        return ((Number) required(id)).doubleValue();
    }

    /** Value of a whole parameter as an int. */
    public int whole(String id) {
        return Math.toIntExact(((Number) required(id)).longValue());
    }

    /** Value of a whole parameter. */
    public long wholeLong(String id) {
        return ((Number) required(id)).longValue();
    }

    /** Value of a choice or text parameter. */
    public String text(String id) {
        return (String) required(id);
    }

    /** Every value by id, defaults written out, in declaration order. */
    public Map<String, Object> values() {
        return java.util.Collections.unmodifiableMap(values);
    }

    private Object required(String id) {
        Object value = values.get(id);
        if (value == null) {
            throw new IllegalArgumentException("no parameter '" + id + "' is declared; declared: " + values.keySet());
        }
        return value;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Settings settings && values.equals(settings.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    @Override
    public String toString() {
        return values.toString();
    }
}
