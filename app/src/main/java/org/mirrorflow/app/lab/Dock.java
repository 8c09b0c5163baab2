package org.mirrorflow.app.lab;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntUnaryOperator;

/**
 * Where charts lie beside each other: one chart, or several parts in a row or in a column, each with its share of the room.
 * Immutable. Charts are known by numbers, each of which occurs once.
 */
sealed interface Dock {

    /** No part is smaller than this share of its row or column. */
    double LEAST_SHARE = 0.08;

    /** A chart narrower than this, in pixels, cannot be read. */
    double LEAST_WIDTH = 150;

    /** A chart lower than this, in pixels, cannot be read. */
    double LEAST_HEIGHT = 100;

    /** A side of a chart. */
    enum Side {
        LEFT,
        RIGHT,
        ABOVE,
        BELOW;

        boolean vertical() {
            return this == ABOVE || this == BELOW;
        }

        boolean before() {
            return this == LEFT || this == ABOVE;
        }
    }

    /**
     * A rectangle of the room, which is 1 wide and 1 high.
     *
     * @param x its left
     * @param y its top
     */
    record Place(double x, double y, double width, double height) {

        double right() {
            return x + width;
        }

        double bottom() {
            return y + height;
        }
    }

    /**
     * One chart.
     *
     * @param chart its number
     */
    record One(int chart) implements Dock {}

    /**
     * Several parts.
     *
     * @param vertical whether they lie below each other
     * @param parts at least two, none of which is split the same way
     * @param shares of the room, positive, with sum 1
     */
    record Split(boolean vertical, List<Dock> parts, List<Double> shares) implements Dock {

        public Split {
            parts = List.copyOf(parts);
            shares = List.copyOf(shares);
            if (parts.size() < 2 || parts.size() != shares.size()) {
                throw new IllegalArgumentException("a row or column needs two parts or more and a share for each; got "
                        + parts.size() + " and " + shares.size());
            }
            double sum = shares.stream().mapToDouble(Double::doubleValue).sum();
            if (!(Math.abs(sum - 1) < 1e-6) || shares.stream().anyMatch(share -> !(share > 0))) {
                throw new IllegalArgumentException("the shares " + shares + " are not positive with sum 1");
            }
        }
    }

    /** Parts in a row or column; one part alone is itself, and parts split the same way become parts of this. */
    static Dock of(boolean vertical, List<? extends Dock> parts, List<Double> shares) {
        if (parts.size() == 1) {
            return parts.getFirst();
        }
        double sum = shares.stream().mapToDouble(Double::doubleValue).sum();
        List<Dock> flat = new ArrayList<>();
        List<Double> flatShares = new ArrayList<>();
        for (int k = 0; k < parts.size(); k++) {
            double share = shares.get(k) / sum;
            if (parts.get(k) instanceof Split inner && inner.vertical() == vertical) {
                for (int j = 0; j < inner.parts().size(); j++) {
                    flat.add(inner.parts().get(j));
                    flatShares.add(share * inner.shares().get(j));
                }
            } else {
                flat.add(parts.get(k));
                flatShares.add(share);
            }
        }
        return new Split(vertical, flat, flatShares);
    }

    /** Parts of equal size. */
    static Dock equal(boolean vertical, List<? extends Dock> parts) {
        return of(vertical, parts, Collections.nCopies(parts.size(), 1.0 / parts.size()));
    }

    /** The numbers of the charts, row by row. */
    default List<Integer> charts() {
        return switch (this) {
            case One one -> List.of(one.chart());
            case Split split ->
                split.parts().stream().flatMap(part -> part.charts().stream()).toList();
        };
    }

    /** The same with other numbers. */
    default Dock renumbered(IntUnaryOperator other) {
        return switch (this) {
            case One one -> new One(other.applyAsInt(one.chart()));
            case Split split ->
                new Split(
                        split.vertical(),
                        split.parts().stream()
                                .map(part -> part.renumbered(other))
                                .toList(),
                        split.shares());
        };
    }

    /** Where every chart lies, row by row. */
    default Map<Integer, Place> places() {
        Map<Integer, Place> places = new LinkedHashMap<>();
        place(new Place(0, 0, 1, 1), places);
        return places;
    }

    private void place(Place room, Map<Integer, Place> places) {
        switch (this) {
            case One one -> places.put(one.chart(), room);
            case Split split -> {
                double at = 0;
                for (int k = 0; k < split.parts().size(); k++) {
                    double share = split.shares().get(k);
                    split.parts().get(k).place(part(split.vertical(), room, at, share), places);
                    at += share;
                }
            }
        }
    }

    /**
     * Whether every chart has room to be read in a room of that size, or as much as it had before.
     *
     * @param before where charts lay
     */
    default boolean isLegible(double width, double height, Dock before) {
        Map<Integer, Place> old = before.places();
        return places().entrySet().stream().allMatch(entry -> {
            Place now = entry.getValue();
            Place then = old.getOrDefault(entry.getKey(), now);
            return (now.width() * width >= LEAST_WIDTH || now.width() >= then.width() - 1e-9)
                    && (now.height() * height >= LEAST_HEIGHT || now.height() >= then.height() - 1e-9);
        });
    }

    /** The part of a room that begins at a share of it. */
    static Place part(boolean vertical, Place room, double at, double share) {
        return vertical
                ? new Place(room.x(), room.y() + at * room.height(), room.width(), share * room.height())
                : new Place(room.x() + at * room.width(), room.y(), share * room.width(), room.height());
    }

    /** Without a chart, whose room its neighbours share; empty where it was the only one. */
    default Optional<Dock> without(int chart) {
        return switch (this) {
            case One one -> one.chart() == chart ? Optional.empty() : Optional.of(one);
            case Split split -> {
                List<Dock> parts = new ArrayList<>();
                List<Double> shares = new ArrayList<>();
                for (int k = 0; k < split.parts().size(); k++) {
                    double share = split.shares().get(k);
                    split.parts().get(k).without(chart).ifPresent(part -> {
                        parts.add(part);
                        shares.add(share);
                    });
                }
                yield Optional.of(of(split.vertical(), parts, shares));
            }
        };
    }

    /** With a new chart at a side of another, half of whose room it takes. */
    default Dock with(int chart, Side side, int beside) {
        return switch (this) {
            case One one -> {
                if (one.chart() != beside) {
                    yield one;
                }
                One added = new One(chart);
                yield equal(side.vertical(), side.before() ? List.of(added, one) : List.of(one, added));
            }
            case Split split ->
                of(
                        split.vertical(),
                        split.parts().stream()
                                .map(part -> part.with(chart, side, beside))
                                .toList(),
                        split.shares());
        };
    }

    /** With a chart moved to a side of another; the same where they are one. */
    default Dock moved(int chart, Side side, int beside) {
        return chart == beside || !charts().contains(beside)
                ? this
                : without(chart).orElseThrow().with(chart, side, beside);
    }

    /** With two charts in each other's place. */
    default Dock swapped(int one, int other) {
        return renumbered(chart -> chart == one ? other : chart == other ? one : chart);
    }

    /** The chart at a side of another: the one that touches it along the longest stretch. */
    default Optional<Integer> neighbour(int chart, Side side) {
        Map<Integer, Place> places = places();
        Place own = places.get(chart);
        if (own == null) {
            return Optional.empty();
        }
        return places.entrySet().stream()
                .filter(entry -> entry.getKey() != chart && touches(own, entry.getValue(), side))
                .max(Comparator.comparingDouble(entry -> common(own, entry.getValue(), side.vertical())))
                .map(Map.Entry::getKey);
    }

    private static boolean touches(Place own, Place other, Side side) {
        double gap = switch (side) {
            case LEFT -> own.x() - other.right();
            case RIGHT -> other.x() - own.right();
            case ABOVE -> own.y() - other.bottom();
            case BELOW -> other.y() - own.bottom();
        };
        return Math.abs(gap) < 1e-9 && common(own, other, side.vertical()) > 1e-9;
    }

    private static double common(Place a, Place b, boolean vertical) {
        return vertical
                ? Math.min(a.right(), b.right()) - Math.max(a.x(), b.x())
                : Math.min(a.bottom(), b.bottom()) - Math.max(a.y(), b.y());
    }

    /**
     * With a chart larger or smaller by a share of the whole room, at the cost of its neighbours in its row or column.
     *
     * @param vertical whether its height changes, else its width
     * @param by the share of the room, negative for smaller
     */
    default Dock resized(int chart, boolean vertical, double by) {
        return resized(chart, vertical, by, 1, 1);
    }

    private Dock resized(int chart, boolean vertical, double by, double width, double height) {
        if (!(this instanceof Split split)) {
            return this;
        }
        int k = 0;
        while (k < split.parts().size() && !split.parts().get(k).charts().contains(chart)) {
            k++;
        }
        if (k == split.parts().size()) {
            return this;
        }
        double share = split.shares().get(k);
        Dock part = split.parts().get(k);
        Dock inner = part.resized(
                chart,
                vertical,
                by,
                split.vertical() ? width : width * share,
                split.vertical() ? height * share : height);
        if (!inner.equals(part) || split.vertical() != vertical) {
            List<Dock> parts = new ArrayList<>(split.parts());
            parts.set(k, inner);
            return new Split(split.vertical(), parts, split.shares());
        }
        int divider = k == split.parts().size() - 1 ? k - 1 : k;
        double change = by / (vertical ? height : width);
        return split.dragged(divider, k == divider ? change : -change);
    }

    /** Shares after the divider behind one of them was moved. */
    private static List<Double> dragged(List<Double> shares, int divider, double by) {
        double left = shares.get(divider);
        double right = shares.get(divider + 1);
        double least = Math.min(LEAST_SHARE, Math.min(left, right));
        double moved = Math.clamp(by, least - left, right - least);
        List<Double> changed = new ArrayList<>(shares);
        changed.set(divider, left + moved);
        changed.set(divider + 1, right - moved);
        return changed;
    }

    /** With the divider after a part moved by a share of this split; parts keep a least size. */
    default Dock dragged(int divider, double by) {
        return this instanceof Split split
                ? new Split(split.vertical(), split.parts(), dragged(split.shares(), divider, by))
                : this;
    }

    /** With a part of it replaced. */
    default Dock replaced(Dock part, Dock by) {
        if (equals(part)) {
            return by;
        }
        return this instanceof Split split
                ? new Split(
                        split.vertical(),
                        split.parts().stream()
                                .map(each -> each.replaced(part, by))
                                .toList(),
                        split.shares())
                : this;
    }
}
