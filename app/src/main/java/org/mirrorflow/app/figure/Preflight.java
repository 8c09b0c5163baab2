package org.mirrorflow.app.figure;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType3Font;
import org.apache.pdfbox.pdmodel.graphics.form.PDFormXObject;
import org.mirrorflow.app.plot.ColourVision;
import org.mirrorflow.app.plot.Layer;
import org.mirrorflow.app.plot.Metrics;
import org.mirrorflow.app.plot.PaintNotes;
import org.mirrorflow.app.plot.Palette;
import org.mirrorflow.app.plot.Role;

/**
 * What a printer, a reviewer or TeX would stumble over in a figure, found in the painting and in the file as it is written: a width
 * that is not the column's, type too small, words on top of each other, runs that only their colour tells apart, fonts that are not
 * embedded, a figure that does not say where it is from.
 */
public final class Preflight {

    /** Type below this is hard to read in print. */
    static final double SMALLEST_TYPE_PT = 5;

    /** Lines below this may not print. */
    static final double THINNEST_LINE_PT = 0.25;

    /** Size may miss that of the column by so much, in points, and still fill it. */
    private static final double SAME_WIDTH_PT = 0.1;

    /** Part of the smaller of two words that another may cover; bounds are a little larger than ink. */
    private static final double TOUCHING = 0.12;

    /** Parts of the size of type by which letters rise and fall. */
    private static final double RISE = 0.66;

    private static final double FALL = 0.18;

    /** Greys, from 0 to 255, that are told apart on paper. */
    private static final int APART = 40;

    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * One thing that was looked at.
     *
     * @param good whether it is as it should be
     * @param sentence what was found; where it is not good, with what to do
     */
    public record Finding(boolean good, String sentence) {}

    private final Figure figure;
    private final FigurePage page;
    private final List<PaintNotes.Words> words = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();

    private Preflight(Figure figure) {
        this.figure = figure;
        this.page = FigurePage.of(figure);
        BufferedImage nothing = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = nothing.createGraphics();
        g.setRenderingHint(PaintNotes.KEY, new PaintNotes() {
            @Override
            public void words(Words painted) {
                words.add(painted);
            }
        });
        page.paint(g);
        g.dispose();
    }

    /**
     * Looks a figure over, in the format of its specification.
     *
     * @throws IOException when the format cannot be written
     */
    public static List<Finding> of(Figure figure) throws IOException {
        Preflight preflight = new Preflight(figure);
        FigureWriter writer = FigureWriter.of(figure.spec().format());
        if (!isTable(writer)) {
            preflight.size();
            preflight.type();
            preflight.overlaps();
            preflight.colours();
        }
        preflight.file(writer);
        preflight.origin();
        return List.copyOf(preflight.findings);
    }

    private static boolean isTable(FigureWriter writer) {
        return writer.id().equals("csv") || writer.id().equals("npz");
    }

    private void find(boolean good, String sentence) {
        findings.add(new Finding(good, sentence));
    }

    private void size() {
        Venue venue = Venue.of(figure.spec().venue());
        double column = venue.widthPt(figure.spec().column());
        String size = points(page.widthPt()) + " \u00d7 " + points(page.heightPt()) + " pt";
        String there = venue.name() + ", " + figure.spec().column();
        if (Math.abs(page.widthPt() - column) <= SAME_WIDTH_PT) {
            find(true, size + ", the width of " + there);
        } else if (page.widthPt() < column) {
            find(true, size + ", narrower than " + there + " (" + points(column) + " pt)");
        } else {
            find(
                    false,
                    size + " is wider than " + there + " (" + points(column)
                            + " pt), so that it would be scaled there; give a width that fits");
        }
    }

    private void type() {
        double smallest =
                words.stream().mapToDouble(PaintNotes.Words::size).min().orElse(Double.POSITIVE_INFINITY);
        if (Double.isFinite(smallest)) {
            boolean good = smallest >= SMALLEST_TYPE_PT;
            find(
                    good,
                    "Smallest type " + points(smallest) + " pt"
                            + (good ? "" : "; " + points(SMALLEST_TYPE_PT) + " pt and more can be read in print"));
        }
        Metrics metrics = page.metrics();
        double thinnest = Math.min(metrics.hairline(), Math.min(metrics.faint(), metrics.theorem()));
        find(thinnest >= THINNEST_LINE_PT, "Thinnest line " + points(thinnest) + " pt");
    }

    private void overlaps() {
        String worst = "";
        double most = TOUCHING;
        for (int i = 0; i < words.size(); i++) {
            Rectangle2D one = box(words.get(i));
            for (int k = i + 1; k < words.size(); k++) {
                Rectangle2D other = box(words.get(k));
                Rectangle2D both = one.createIntersection(other);
                if (both.getWidth() > 0 && both.getHeight() > 0) {
                    double share = area(both) / Math.min(area(one), area(other));
                    if (share > most) {
                        most = share;
                        worst = "\"" + words.get(i).markup() + "\" and \""
                                + words.get(k).markup()
                                + "\" lie on each other; make the figure larger, or drag words away";
                    }
                }
            }
            if (worst.isEmpty() && (one.getMinX() < 0 || one.getMaxX() > page.widthPt())) {
                worst = "\"" + words.get(i).markup() + "\" is cut off; make the figure wider, or the words shorter";
            }
        }
        find(worst.isEmpty(), worst.isEmpty() ? "No words lie on each other" : worst);
    }

    private static double area(Rectangle2D box) {
        return Math.max(1e-9, box.getWidth() * box.getHeight());
    }

    private static Rectangle2D box(PaintNotes.Words words) {
        return new Rectangle2D.Double(
                words.x(), words.baseline() - RISE * words.size(), words.width(), (RISE + FALL) * words.size());
    }

    private void colours() {
        boolean several = false;
        for (int i = 0; i < figure.charts().size(); i++) {
            Set<Role> roles = EnumSet.noneOf(Role.class);
            for (Layer layer : figure.charts().get(i).layers()) {
                if (layer instanceof Layer.Line line && line.role().isRun()) {
                    roles.add(line.role());
                }
            }
            List<Role> all = List.copyOf(roles);
            several |= all.size() > 1;
            for (int a = 0; a < all.size(); a++) {
                for (int b = a + 1; b < all.size(); b++) {
                    if (all.get(a).mark() == all.get(b).mark()
                            && Math.abs(grey(all.get(a)) - grey(all.get(b))) < APART) {
                        String letter = figure.letter(i);
                        find(
                                false,
                                "Runs " + all.get(a).letter() + " and "
                                        + all.get(b).letter()
                                        + (letter.isEmpty() ? "" : " of panel (" + letter + ")")
                                        + " look alike in black print; four runs in a panel have marks of their own");
                        return;
                    }
                }
            }
        }
        if (several) {
            find(true, "Runs are told apart in black print");
        }
    }

    private static int grey(Role role) {
        return ColourVision.GREYSCALE.seen(Palette.LIGHT.mark(role).getRGB()) & 255;
    }

    private void file(FigureWriter writer) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        writer.write(figure, "figure", out);
        byte[] bytes = out.toByteArray();
        Map<String, byte[]> beside = writer.beside(figure, "figure");
        long all = bytes.length
                + beside.values().stream().mapToLong(each -> each.length).sum();
        String size = writer.id().toUpperCase(Locale.ROOT) + ", " + kilobytes(all);
        switch (writer.id()) {
            case "pdf" -> pdf(bytes, size);
            case "svg" -> {
                String text = new String(bytes, StandardCharsets.UTF_8);
                boolean shapes = !text.contains("<text") && !text.contains("font-family");
                find(shapes, size + (shapes ? ", words as shapes, no fonts needed" : " asks for fonts"));
            }
            case "png" -> {
                BufferedImage image = ImageIO.read(new ByteArrayInputStream(bytes));
                double dpi = 72 * image.getWidth() / page.widthPt();
                find(dpi >= 299, size + ", " + Math.round(dpi) + " dots to the inch");
            }
            case "pgf" -> find(true, size + " with its numbers; takes the type of the paper");
            default -> find(true, size + ", every sample");
        }
    }

    private void pdf(byte[] bytes, String size) throws IOException {
        Set<String> names = new TreeSet<>();
        Set<String> loose = new TreeSet<>();
        try (PDDocument document = Loader.loadPDF(bytes)) {
            fonts(document.getPage(0).getResources(), names, loose);
        }
        if (loose.isEmpty()) {
            find(true, size + ", " + (names.size() == 1 ? "1 font" : names.size() + " fonts") + " embedded, no Type 3");
        } else {
            find(false, size + "; not embedded, or of Type 3: " + String.join(", ", loose));
        }
    }

    private static void fonts(PDResources resources, Set<String> names, Set<String> loose) throws IOException {
        for (COSName name : resources.getFontNames()) {
            PDFont font = resources.getFont(name);
            names.add(font.getName());
            if (!font.isEmbedded() || font instanceof PDType3Font) {
                loose.add(font.getName());
            }
        }
        for (COSName name : resources.getXObjectNames()) {
            if (resources.getXObject(name) instanceof PDFormXObject form && form.getResources() != null) {
                fonts(form.getResources(), names, loose);
            }
        }
    }

    private void origin() {
        FigureMetadata metadata = figure.metadata();
        try {
            JsonNode tree = JSON.readTree(metadata.specification());
            int runs = tree.isArray() ? tree.size() : 1;
            find(
                    !metadata.specification().isEmpty(),
                    "Carries " + (runs == 1 ? "its specification" : runs + " specifications") + ", seed "
                            + metadata.seed()
                            + (metadata.digest().isEmpty() ? "" : ", the digest of its data"));
        } catch (JsonProcessingException e) {
            find(false, "Does not carry the specification of its runs");
        }
    }

    private static String kilobytes(long bytes) {
        return bytes < 1000 ? bytes + " bytes" : Math.round(bytes / 1000.0) + " kB";
    }

    private static String points(double value) {
        return String.format(Locale.ROOT, "%.2f", value).replaceAll("\\.?0+$", "");
    }
}
