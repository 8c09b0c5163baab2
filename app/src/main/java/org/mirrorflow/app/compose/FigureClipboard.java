package org.mirrorflow.app.compose;

import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.nio.IntBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javafx.scene.image.PixelBuffer;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import org.mirrorflow.app.figure.Figure;
import org.mirrorflow.app.figure.FigureException;
import org.mirrorflow.app.figure.FigureWriter;
import org.mirrorflow.app.figure.PngWriter;

/** A figure for the clipboard: as a picture, for slides, and as its file, for a folder. */
public final class FigureClipboard {

    /** Pixels to the inch of the picture. */
    private static final double DOTS_PER_INCH = 300;

    private final BufferedImage picture;
    private final File file;

    private FigureClipboard(BufferedImage picture, File file) {
        this.picture = picture;
        this.file = file;
    }

    /**
     * Draws the picture and writes the file, in the format of the figure, into a folder for what is passing; takes a moment, so not for the
     * FX thread.
     *
     * @throws FigureException when there is no place for the file
     */
    public static FigureClipboard of(Figure figure, String name) {
        try {
            Path folder = Files.createTempDirectory("mirrorflow-figure");
            folder.toFile().deleteOnExit();
            Path file = folder.resolve(
                    name + "." + FigureWriter.of(figure.spec().format()).extension());
            FigureWriter.save(figure, file);
            file.toFile().deleteOnExit();
            return new FigureClipboard(PngWriter.image(figure, DOTS_PER_INCH), file.toFile());
        } catch (IOException e) {
            throw new FigureException("There is no room for the figure's file (" + e.getMessage() + ").", e);
        }
    }

    /** Puts both into the clipboard; on the FX thread. */
    public void put() {
        int[] pixels = picture.getRGB(0, 0, picture.getWidth(), picture.getHeight(), null, 0, picture.getWidth());
        PixelBuffer<IntBuffer> buffer = new PixelBuffer<>(
                picture.getWidth(), picture.getHeight(), IntBuffer.wrap(pixels), PixelFormat.getIntArgbPreInstance());
        ClipboardContent content = new ClipboardContent();
        content.putImage(new WritableImage(buffer));
        content.putFiles(List.of(file));
        Clipboard.getSystemClipboard().setContent(content);
    }
}
