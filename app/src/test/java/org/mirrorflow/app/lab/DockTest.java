package org.mirrorflow.app.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Where charts lie. */
final class DockTest {

    /** Two rows of two. */
    private static Dock four() {
        return Dock.equal(true, List.of(row(0, 1), row(2, 3)));
    }

    private static Dock row(int... charts) {
        return Dock.equal(
                false, IntStream.of(charts).<Dock>mapToObj(Dock.One::new).toList());
    }

    private static void expectWhole(Dock dock) {
        double area = 0;
        for (Dock.Place place : dock.places().values()) {
            area += place.width() * place.height();
            assertTrue(place.width() > 0 && place.height() > 0, dock::toString);
            assertTrue(place.right() <= 1 + 1e-9 && place.bottom() <= 1 + 1e-9, dock::toString);
        }
        assertEquals(1, area, 1e-9, dock::toString);
    }

    @Test
    void aMovedChartTakesHalfOfTheRoomAtThatSide() {
        Dock moved = four().moved(0, Dock.Side.BELOW, 3);
        assertEquals(List.of(1, 2, 3, 0), moved.charts());
        Dock.Place place = moved.places().get(0);
        assertEquals(0.5, place.x(), 1e-12);
        assertEquals(0.75, place.y(), 1e-12);
        assertEquals(0.25, place.height(), 1e-12);
        assertEquals(1, moved.places().get(1).width(), 1e-12, "what is left alone in its row has all of it");
        assertEquals(List.of(2, 1, 0, 3), four().swapped(0, 2).charts());
        assertEquals(four(), four().moved(1, Dock.Side.LEFT, 1));
        assertEquals(four(), four().moved(1, Dock.Side.LEFT, 7));
    }

    @Test
    void neighboursAreThoseThatTouch() {
        assertEquals(Optional.of(1), four().neighbour(0, Dock.Side.RIGHT));
        assertEquals(Optional.of(2), four().neighbour(0, Dock.Side.BELOW));
        assertEquals(Optional.empty(), four().neighbour(0, Dock.Side.LEFT));
        Dock wide = Dock.equal(
                true,
                List.of(new Dock.One(0), Dock.of(false, List.of(new Dock.One(1), new Dock.One(2)), List.of(0.3, 0.7))));
        assertEquals(Optional.of(2), wide.neighbour(0, Dock.Side.BELOW), "the one with the longest common stretch");
    }

    @Test
    void aChartGrowsAtTheCostOfItsNeighbourDownToALeastSize() {
        Dock wider = four().resized(0, false, 0.1);
        assertEquals(0.6, wider.places().get(0).width(), 1e-12);
        assertEquals(0.5, wider.places().get(2).width(), 1e-12);
        Dock last = four().resized(3, false, 0.1);
        assertEquals(0.6, last.places().get(3).width(), 1e-12);
        Dock higher = four().resized(1, true, 0.1);
        assertEquals(0.6, higher.places().get(0).height(), 1e-12, "a row grows as a whole");
        assertEquals(
                1 - Dock.LEAST_SHARE,
                four().resized(0, false, 9).places().get(0).width(),
                1e-12);
        assertEquals(new Dock.One(4), new Dock.One(4).resized(4, true, 0.1));
    }

    @Test
    void whateverIsDoneEveryChartKeepsARoomAndTheWholeIsFilled() {
        SplittableRandom random = new SplittableRandom(5);
        Dock dock = four();
        int next = 4;
        for (int k = 0; k < 2000; k++) {
            List<Integer> charts = dock.charts();
            int one = charts.get(random.nextInt(charts.size()));
            int other = charts.get(random.nextInt(charts.size()));
            Dock.Side side = Dock.Side.values()[random.nextInt(4)];
            dock = switch (random.nextInt(5)) {
                case 0 -> charts.size() < 12 ? dock.with(next++, side, one) : dock;
                case 1 -> charts.size() > 1 ? dock.without(one).orElseThrow() : dock;
                case 2 -> dock.resized(one, random.nextBoolean(), random.nextDouble(-0.3, 0.3));
                case 3 -> dock.swapped(one, other);
                default -> dock.moved(one, side, other);
            };
            expectWhole(dock);
            assertEquals(dock.charts().size(), dock.places().size());
        }
    }

    @Test
    void aChartStaysLegible() {
        Dock smaller = four().resized(0, false, -0.4);
        assertTrue(smaller.isLegible(2000, 900, four()));
        assertFalse(smaller.isLegible(1000, 900, four()), "100 pixels are too few");
        assertTrue(four().isLegible(100, 100, four()), "what was small before may stay");
    }

    @Test
    void theNearestSideIsMeant() {
        assertNull(DockPane.side(0.5, 0.55), "its place");
        assertEquals(Dock.Side.LEFT, DockPane.side(0.1, 0.4));
        assertEquals(Dock.Side.RIGHT, DockPane.side(0.9, 0.4));
        assertEquals(Dock.Side.ABOVE, DockPane.side(0.4, 0.1));
        assertEquals(Dock.Side.BELOW, DockPane.side(0.4, 0.95));
    }

    @Test
    void damagedPlacesAreRefused() {
        assertThrows(
                IllegalArgumentException.class,
                () -> new Dock.Split(true, List.of(row(0, 1), row(2, 3)), List.of(0.5)));
        assertThrows(
                IllegalArgumentException.class,
                () -> new Dock.Split(true, List.of(row(0, 1), row(2, 3)), List.of(1.5, -0.5)));
        assertThrows(
                IllegalArgumentException.class,
                () -> new Arrangement(four(), List.of(new SavedSession.Pane("loss", null))));
    }
}
