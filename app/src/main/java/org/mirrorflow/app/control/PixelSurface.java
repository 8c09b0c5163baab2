package org.mirrorflow.app.control;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.IntBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.Executor;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import javafx.animation.PauseTransition;
import javafx.application.Platform;
import javafx.beans.value.ChangeListener;
import javafx.scene.AccessibleRole;
import javafx.scene.Scene;
import javafx.scene.canvas.Canvas;
import javafx.scene.image.ImageView;
import javafx.scene.image.PixelBuffer;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.Region;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;

/**
 * A region that shows a picture drawn off the FX thread, with a transparent canvas above it for cursors.
 *
 * <p>Threads: every method of this class is called on the FX thread. {@link Painter#paint} runs on one of two shared worker
 * threads, never twice at the same time for one surface, and must touch neither the scene graph nor state that the FX
 * thread changes; hand it an immutable snapshot through {@link #setPainter}. Requests made while a picture is being drawn
 * are answered by exactly one more picture (the latest wins), at most {@value #FRAMES_PER_SECOND} a second. Until the next
 * picture is ready the last good one stays; if a painter throws, the failure is logged and the last good picture stays.
 *
 * <p>The picture has the size of the region in device pixels and is drawn again when size or screen scale changes. Three
 * buffers go round, so that the one being painted is neither on the screen nor still on its way there. Mouse events are
 * those of the region itself; the canvas lets them through.
 */
public final class PixelSurface extends Region {

    /** Draws one picture. */
    @FunctionalInterface
    public interface Painter {
        /**
         * Paints the whole picture; it comes cleared to transparent.
         *
         * @param image premultiplied ARGB, width and height in device pixels
         * @param scale device pixels per logical pixel
         */
        void paint(BufferedImage image, double scale);
    }

    /** Upper limit of pictures per second. */
    public static final int FRAMES_PER_SECOND = 40;

    private static final Logger LOG = System.getLogger(PixelSurface.class.getName());
    private static final int BUFFERS = 3;
    private static final int LARGEST_SIDE = 16_384;
    private static final int THREADS = 2;
    /** Pictures that somebody waits for go first, then those that were asked for first. */
    private static final Executor WORKERS = new ThreadPoolExecutor(
            THREADS, THREADS, 0, TimeUnit.SECONDS, new PriorityBlockingQueue<>(), workerThreads());

    private static final AtomicLong ASKED = new AtomicLong();

    private final ImageView view = new ImageView();
    private final Canvas overlay = new Canvas();
    private final @Nullable Frame[] frames = new @Nullable Frame[BUFFERS];
    private final FrameGate gate;
    private final ChangeListener<Number> scaleListener = (observable, before, now) -> repaint();
    private final ChangeListener<Window> windowListener = (observable, before, now) -> moveWindow(before, now);
    private @Nullable Painter painter;
    private @Nullable Runnable onOverlay;
    private int next;
    private long pictures;

    /** An empty surface; nothing is drawn before a painter is set. */
    public PixelSurface() {
        getStyleClass().add("pixel-surface");
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        view.setManaged(false);
        view.setSmooth(false);
        view.setMouseTransparent(true);
        overlay.setManaged(false);
        overlay.setMouseTransparent(true);
        getChildren().setAll(view, overlay);
        setMinSize(0, 0);
        gate = new FrameGate(Duration.ofSeconds(1).dividedBy(FRAMES_PER_SECOND), new FrameGate.Work() {
            @Override
            public void start(boolean first) {
                startPicture(first);
            }

            @Override
            public void wake(Duration delay) {
                PauseTransition pause = new PauseTransition(javafx.util.Duration.millis(delay.toNanos() / 1e6));
                pause.setOnFinished(event -> gate.woken());
                pause.play();
            }

            @Override
            public long now() {
                return System.nanoTime();
            }
        });
        sceneProperty().addListener((observable, before, now) -> moveScene(before, now));
    }

    /** Sets what draws the picture and asks for a picture; {@code null} stops drawing and keeps what is shown. */
    public void setPainter(@Nullable Painter painter) {
        this.painter = painter;
        repaint();
    }

    /** The same for a picture that somebody waits for: it is drawn as soon as the one under way has ended, before those of others. */
    public void setPainterNow(Painter painter) {
        this.painter = painter;
        if (getWidth() >= 1 && getHeight() >= 1) {
            gate.requestNow();
        }
    }

    /** Asks for a new picture; cheap, may be called at any rate. */
    public void repaint() {
        if (painter != null && getWidth() >= 1 && getHeight() >= 1) {
            gate.request();
        }
    }

    /** The canvas above the picture, in logical pixels, always of the region's size. */
    public Canvas overlay() {
        return overlay;
    }

    /** Called when the overlay was resized (and thereby cleared) and must be drawn again. */
    public void setOnOverlay(@Nullable Runnable handler) {
        onOverlay = handler;
    }

    /** How many pictures have been shown so far. */
    public long pictures() {
        return pictures;
    }

    @Override
    protected void layoutChildren() {
        boolean resized = overlay.getWidth() != getWidth() || overlay.getHeight() != getHeight();
        view.setFitWidth(getWidth());
        view.setFitHeight(getHeight());
        view.relocate(0, 0);
        if (resized) {
            overlay.setWidth(getWidth());
            overlay.setHeight(getHeight());
            if (onOverlay != null) {
                onOverlay.run();
            }
            repaint();
        }
    }

    private void moveScene(@Nullable Scene before, @Nullable Scene now) {
        if (before != null) {
            before.windowProperty().removeListener(windowListener);
            moveWindow(before.getWindow(), null);
        }
        if (now != null) {
            now.windowProperty().addListener(windowListener);
            moveWindow(null, now.getWindow());
        }
    }

    private void moveWindow(@Nullable Window before, @Nullable Window now) {
        if (before != null) {
            before.outputScaleXProperty().removeListener(scaleListener);
        }
        if (now != null) {
            now.outputScaleXProperty().addListener(scaleListener);
            repaint();
        }
    }

    private double scale() {
        Scene scene = getScene();
        return scene == null || scene.getWindow() == null
                ? 1
                : scene.getWindow().getOutputScaleX();
    }

    private void startPicture(boolean first) {
        Painter current = painter;
        if (current == null) {
            Platform.runLater(gate::finished);
            return;
        }
        double scale = scale();
        int width = Math.clamp(Math.round(getWidth() * scale), 1, LARGEST_SIDE);
        int height = Math.clamp(Math.round(getHeight() * scale), 1, LARGEST_SIDE);
        int slot = next;
        Frame reusable = frames[slot];
        Frame frame = reusable != null && reusable.fits(width, height) ? reusable : new Frame(width, height);
        frames[slot] = frame;
        WORKERS.execute(new Task(first, ASKED.getAndIncrement(), () -> {
            boolean good = frame.paint(current, scale);
            Platform.runLater(() -> {
                if (good) {
                    next = (slot + 1) % BUFFERS;
                    frame.show(view);
                    pictures++;
                }
                gate.finished();
            });
        }));
    }

    /** A picture to be drawn. */
    private record Task(boolean first, long number, Runnable work) implements Runnable, Comparable<Task> {

        @Override
        public void run() {
            work.run();
        }

        @Override
        public int compareTo(Task other) {
            return first == other.first ? Long.compare(number, other.number) : first ? -1 : 1;
        }
    }

    private static ThreadFactory workerThreads() {
        AtomicInteger count = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, "picture-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }

    /** One buffer, seen as an AWT image by the painter and as an FX image by the screen. */
    private static final class Frame {
        private final BufferedImage image;
        private final int[] pixels;
        private final PixelBuffer<IntBuffer> buffer;
        private final WritableImage shown;

        Frame(int width, int height) {
            image = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB_PRE);
            pixels = ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
            buffer = new PixelBuffer<>(width, height, IntBuffer.wrap(pixels), PixelFormat.getIntArgbPreInstance());
            shown = new WritableImage(buffer);
        }

        boolean fits(int width, int height) {
            return image.getWidth() == width && image.getHeight() == height;
        }

        boolean paint(Painter painter, double scale) {
            try {
                Arrays.fill(pixels, 0);
                painter.paint(image, scale);
                return true;
            } catch (RuntimeException failure) {
                LOG.log(Level.ERROR, "a chart could not be drawn; the last good picture stays", failure);
                return false;
            }
        }

        void show(ImageView view) {
            buffer.updateBuffer(whole -> null);
            view.setImage(shown);
        }
    }
}
