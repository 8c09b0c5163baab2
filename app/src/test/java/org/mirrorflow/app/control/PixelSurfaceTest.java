package org.mirrorflow.app.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

@ExtendWith(ApplicationExtension.class)
final class PixelSurfaceTest {

    private static final int RED = 0xffff0000;
    private static final int GREEN = 0xff00ff00;

    private PixelSurface surface;
    private Stage stage;

    @Start
    void open(Stage stage) {
        this.stage = stage;
        surface = new PixelSurface();
        stage.setScene(new Scene(new StackPane(surface), 120, 80));
        stage.sizeToScene();
        stage.show();
    }

    private static PixelSurface.Painter plain(int argb) {
        return (image, scale) -> {
            for (int y = 0; y < image.getHeight(); y++) {
                for (int x = 0; x < image.getWidth(); x++) {
                    image.setRGB(x, y, argb);
                }
            }
        };
    }

    private void waitForPictures(long count) throws TimeoutException {
        WaitForAsyncUtils.waitFor(5, TimeUnit.SECONDS, () -> surface.pictures() >= count);
        WaitForAsyncUtils.waitForFxEvents();
    }

    private int pixel(FxRobot robot) {
        AtomicInteger found = new AtomicInteger();
        robot.interact(
                () -> found.set(surface.snapshot(null, null).getPixelReader().getArgb(60, 40)));
        return found.get();
    }

    @Test
    void showsWhatThePainterPaintedOffTheFxThread(FxRobot robot) throws TimeoutException {
        AtomicReference<Boolean> onFxThread = new AtomicReference<>();
        robot.interact(() -> surface.setPainter((image, scale) -> {
            onFxThread.set(Platform.isFxApplicationThread());
            plain(RED).paint(image, scale);
        }));
        waitForPictures(1);

        assertEquals(RED, pixel(robot));
        assertEquals(false, onFxThread.get());
    }

    @Test
    void manyRequestsDuringADrawingGiveOneMoreAndTheNewestWins(FxRobot robot) throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        CountDownLatch started = new CountDownLatch(1);
        AtomicInteger drawings = new AtomicInteger();
        robot.interact(() -> surface.setPainter((image, scale) -> {
            drawings.incrementAndGet();
            started.countDown();
            try {
                release.await(5, TimeUnit.SECONDS);
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
            }
            plain(RED).paint(image, scale);
        }));
        assertTrue(started.await(5, TimeUnit.SECONDS));
        robot.interact(() -> {
            for (int i = 0; i < 40; i++) {
                int last = i == 39 ? GREEN : RED;
                surface.setPainter((image, scale) -> {
                    drawings.incrementAndGet();
                    plain(last).paint(image, scale);
                });
            }
        });
        release.countDown();
        waitForPictures(2);
        WaitForAsyncUtils.sleep(120, TimeUnit.MILLISECONDS);

        assertEquals(2, drawings.get());
        assertEquals(GREEN, pixel(robot));
    }

    @Test
    void theLastGoodPictureStaysWhenAPainterFails(FxRobot robot) throws Exception {
        robot.interact(() -> surface.setPainter(plain(GREEN)));
        waitForPictures(1);
        CountDownLatch failed = new CountDownLatch(1);
        robot.interact(() -> surface.setPainter((image, scale) -> {
            plain(RED).paint(image, scale);
            failed.countDown();
            throw new IllegalStateException("on purpose, by a test");
        }));
        assertTrue(failed.await(5, TimeUnit.SECONDS));
        WaitForAsyncUtils.waitForFxEvents();

        assertEquals(GREEN, pixel(robot));

        robot.interact(() -> surface.setPainter(plain(RED)));
        waitForPictures(2);
        assertEquals(RED, pixel(robot));
    }

    @Test
    void drawsAgainAtTheNewSize(FxRobot robot) throws Exception {
        AtomicInteger width = new AtomicInteger();
        robot.interact(() ->
                surface.setPainter((image, scale) -> width.set((int) Math.round(image.getWidth() / scale))));
        waitForPictures(1);
        assertEquals(120, width.get());

        robot.interact(() -> stage.setWidth(stage.getWidth() + 60));
        WaitForAsyncUtils.waitFor(5, TimeUnit.SECONDS, () -> width.get() == 180);
        robot.interact(() -> assertEquals(180, surface.overlay().getWidth()));
    }
}
