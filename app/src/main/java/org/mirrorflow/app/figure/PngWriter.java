package org.mirrorflow.app.figure;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageOutputStream;

/** PNG with 300 pixels to the inch, for slides and web pages. */
public final class PngWriter implements FigureWriter {

    static final double DOTS_PER_INCH = 300;

    private static final double DOTS_PER_METRE = DOTS_PER_INCH / 0.0254;
    private static final String FORMAT = "javax_imageio_png_1.0";

    @Override
    public String id() {
        return "png";
    }

    @Override
    public String extension() {
        return "png";
    }

    @Override
    public void write(Figure figure, OutputStream out) throws IOException {
        BufferedImage image = image(figure, DOTS_PER_INCH);
        ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
        try (ImageOutputStream stream = ImageIO.createImageOutputStream(out)) {
            writer.setOutput(stream);
            writer.write(new IIOImage(image, null, metadata(writer, image, figure.metadata())));
        } finally {
            writer.dispose();
        }
    }

    /**
     * The figure as a picture.
     *
     * @param dotsPerInch pixels to the inch
     */
    public static BufferedImage image(Figure figure, double dotsPerInch) {
        FigurePage page = FigurePage.of(figure);
        BufferedImage image = new BufferedImage(
                Math.max(1, (int) Math.round(page.widthPt() * dotsPerInch / 72)),
                Math.max(1, (int) Math.round(page.heightPt() * dotsPerInch / 72)),
                BufferedImage.TYPE_INT_RGB);
        Graphics2D g = image.createGraphics();
        g.scale(image.getWidth() / page.widthPt(), image.getHeight() / page.heightPt());
        page.paint(g);
        g.dispose();
        return image;
    }

    private static IIOMetadata metadata(ImageWriter writer, BufferedImage image, FigureMetadata carried)
            throws IOException {
        IIOMetadata metadata = writer.getDefaultImageMetadata(new ImageTypeSpecifier(image), null);
        IIOMetadataNode root = new IIOMetadataNode(FORMAT);
        IIOMetadataNode resolution = new IIOMetadataNode("pHYs");
        String dots = Long.toString(Math.round(DOTS_PER_METRE));
        resolution.setAttribute("pixelsPerUnitXAxis", dots);
        resolution.setAttribute("pixelsPerUnitYAxis", dots);
        resolution.setAttribute("unitSpecifier", "meter");
        root.appendChild(resolution);
        IIOMetadataNode texts = new IIOMetadataNode("iTXt");
        for (Map.Entry<String, String> entry : carried.entries().entrySet()) {
            IIOMetadataNode text = new IIOMetadataNode("iTXtEntry");
            text.setAttribute("keyword", entry.getKey());
            text.setAttribute("compressionFlag", "FALSE");
            text.setAttribute("compressionMethod", "0");
            text.setAttribute("languageTag", "");
            text.setAttribute("translatedKeyword", "");
            text.setAttribute("text", entry.getValue());
            texts.appendChild(text);
        }
        root.appendChild(texts);
        metadata.mergeTree(FORMAT, root);
        return metadata;
    }
}
