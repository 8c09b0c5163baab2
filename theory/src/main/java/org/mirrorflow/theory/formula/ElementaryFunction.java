package org.mirrorflow.theory.formula;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The functions that a formula can name. Outside their domains they give NaN, at poles infinity. */
enum ElementaryFunction {
    ABS {
        @Override
        Jet of(Jet u) {
            return u.magnitude();
        }
    },
    ACOSH {
        @Override
        Jet of(Jet u) {
            double v = u.value();
            double w = Math.sqrt((v - 1) * (v + 1));
            return u.through(Math.log1p((v - 1) + w), 1 / w, -v / (w * w * w), (2 * v * v + 1) / Math.pow(w, 5));
        }
    },
    ASINH {
        @Override
        Jet of(Jet u) {
            double v = u.value();
            double h = Math.hypot(1, v);
            double t = v / h;
            return u.through(asinh(v), 1 / h, -t / h / h, (3 * t * t - 1) / h / h / h);
        }
    },
    ATAN {
        @Override
        Jet of(Jet u) {
            double v = u.value();
            double f1 = 1 / (1 + v * v);
            return u.through(Math.atan(v), f1, -2 * v * f1 * f1, f1 * f1 * (8 * v * v * f1 - 2));
        }
    },
    ATANH {
        @Override
        Jet of(Jet u) {
            double v = u.value();
            double f1 = 1 / ((1 - v) * (1 + v));
            double f0 = Math.copySign(0.5 * Math.log1p(2 * Math.abs(v) / (1 - Math.abs(v))), v);
            return u.through(f0, f1, 2 * v * f1 * f1, f1 * f1 * (2 + 8 * v * v * f1));
        }
    },
    COS {
        @Override
        Jet of(Jet u) {
            double c = Math.cos(u.value());
            double s = Math.sin(u.value());
            return u.through(c, -s, -c, s);
        }
    },
    COSH {
        @Override
        Jet of(Jet u) {
            double c = Math.cosh(u.value());
            double s = Math.sinh(u.value());
            return u.through(c, s, c, s);
        }
    },
    EXP {
        @Override
        Jet of(Jet u) {
            double e = Math.exp(u.value());
            return u.through(e, e, e, e);
        }
    },
    LOG {
        @Override
        Jet of(Jet u) {
            return u.value() >= 0 ? u.logarithm(Math.log(u.value()), u.value()) : NOWHERE;
        }
    },
    /** log(1 + u), which the parser puts in the place of a logarithm of such a sum. */
    LOG1P {
        @Override
        Jet of(Jet u) {
            return u.value() >= -1 ? u.logarithm(Math.log1p(u.value()), 1 + u.value()) : NOWHERE;
        }
    },
    SIN {
        @Override
        Jet of(Jet u) {
            double c = Math.cos(u.value());
            double s = Math.sin(u.value());
            return u.through(s, c, -s, -c);
        }
    },
    SINH {
        @Override
        Jet of(Jet u) {
            double c = Math.cosh(u.value());
            double s = Math.sinh(u.value());
            return u.through(s, c, s, c);
        }
    },
    SQRT {
        @Override
        Jet of(Jet u) {
            return u.squareRoot();
        }
    },
    TAN {
        @Override
        Jet of(Jet u) {
            double t = Math.tan(u.value());
            double q = 1 + t * t;
            return u.through(t, q, 2 * t * q, 2 * q * (1 + 3 * t * t));
        }
    },
    TANH {
        @Override
        Jet of(Jet u) {
            double t = Math.tanh(u.value());
            double c = Math.cosh(u.value());
            double q = 1 / c / c;
            return u.through(t, q, -2 * t * q, q * (4 * t * t - 2 * q));
        }
    };

    private static final Jet NOWHERE = new Jet(Double.NaN, Double.NaN, Double.NaN, 0, 0, 0);

    /** f(u). */
    abstract Jet of(Jet u);

    /** The name as it is typed. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The function of that name. */
    static Optional<ElementaryFunction> named(String word) {
        return typed().stream().filter(function -> function.word().equals(word)).findFirst();
    }

    /** Those that a person can type. */
    static List<ElementaryFunction> typed() {
        return Arrays.stream(values()).filter(function -> function != LOG1P).toList();
    }

    /** Without overflow at huge and without cancellation at tiny and negative arguments. */
    private static double asinh(double v) {
        double a = Math.abs(v);
        double size = a > 1e8 ? Math.log(a) + Math.log(2) : Math.log1p(a + a * (a / (1 + Math.sqrt(1 + a * a))));
        return Math.copySign(size, v);
    }
}
