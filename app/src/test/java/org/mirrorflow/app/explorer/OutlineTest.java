package org.mirrorflow.app.explorer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.mirrorflow.theory.mirror.Euclidean;
import org.mirrorflow.theory.mirror.HorizonFunction;
import org.mirrorflow.theory.mirror.HyperbolicEntropy;
import org.mirrorflow.theory.mirror.NegativeEntropy;
import org.mirrorflow.theory.mirror.PowerPotential;
import org.mirrorflow.theory.mirror.SeparableMirrorMap;

/** Balls and level sets against values by hand. */
class OutlineTest {

    @Test
    void euclideanBallsAreCircles() {
        double[] centre = {0.3, -0.7};
        Outline ball = Outline.ball(SeparableMirrorMap.uniform(new Euclidean(), 2), centre, 0.08);
        for (int i = 0; i < ball.xs().length; i++) {
            assertEquals(0.4, Math.hypot(ball.xs()[i] - centre[0], ball.ys()[i] - centre[1]), 1e-12);
        }
        assertEquals(ball.xs()[0], ball.xs()[ball.xs().length - 1]);
    }

    @Test
    void theLevelSetsOfAPowerAreItsUnitBall() {
        SeparableMirrorMap map = SeparableMirrorMap.uniform(new PowerPotential(3), 2);
        HorizonFunction.Norm norm = new HorizonFunction.Norm(3);
        for (double level : new double[] {1e-6, 1, 1e6}) {
            Outline set = Outline.level(map, level).unitSize();
            for (int i = 0; i < set.xs().length; i++) {
                assertEquals(1, norm.of(new double[] {set.xs()[i], set.ys()[i]}), 1e-10);
            }
        }
    }

    @Test
    void theLevelSetsOfTheHyperbolicEntropyGoFromCircleToDiamond() {
        SeparableMirrorMap map = SeparableMirrorMap.uniform(new HyperbolicEntropy(1), 2);
        Outline small = Outline.level(map, 1e-8).unitSize();
        Outline large = Outline.level(map, 1e12).unitSize();
        double smallWorst = 0;
        double largeWorst = 0;
        for (int i = 0; i < small.xs().length; i++) {
            smallWorst = Math.max(smallWorst, Math.abs(Math.hypot(small.xs()[i], small.ys()[i]) - 1));
            largeWorst = Math.max(largeWorst, Math.abs(Math.abs(large.xs()[i]) + Math.abs(large.ys()[i]) - 1));
        }
        assertTrue(smallWorst < 1e-7, "circle within " + smallWorst);
        // x log x is a diamond up to log 2/log x
        assertTrue(largeWorst < 0.03 && largeWorst > 1e-3, "diamond within " + largeWorst);
    }

    @Test
    void ballsStayInsideTheDomain() {
        SeparableMirrorMap map = SeparableMirrorMap.uniform(new NegativeEntropy(), 2);
        double[] centre = {0.1, 0.1};
        // D(x, c) is c where x is 0: from there on the edge of the quadrant is the edge of the ball
        Outline ball = Outline.ball(map, centre, 0.3);
        for (int i = 0; i < ball.xs().length; i++) {
            assertTrue(ball.xs()[i] > 0 && ball.ys()[i] > 0);
            assertTrue(map.bregman(new double[] {ball.xs()[i], ball.ys()[i]}, centre) <= 0.3 + 1e-12);
        }
    }

    @Test
    void unitBallsOfNorms() {
        Outline diamond = Outline.unitBall(new HorizonFunction.Norm(1)::of);
        Outline square = Outline.unitBall(new HorizonFunction.Norm(Double.POSITIVE_INFINITY)::of);
        for (int i = 0; i < diamond.xs().length; i++) {
            assertEquals(1, Math.abs(diamond.xs()[i]) + Math.abs(diamond.ys()[i]), 1e-12);
            assertEquals(1, Math.max(Math.abs(square.xs()[i]), Math.abs(square.ys()[i])), 1e-12);
        }
    }
}
