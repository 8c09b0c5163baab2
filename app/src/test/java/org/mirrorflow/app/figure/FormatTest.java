package org.mirrorflow.app.figure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.apache.pdfbox.pdmodel.font.PDType3Font;
import org.apache.pdfbox.pdmodel.graphics.form.PDFormXObject;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.mirrorflow.app.plot.Axis;
import org.mirrorflow.app.plot.Chart;
import org.mirrorflow.app.plot.ColourVision;
import org.mirrorflow.app.plot.Layer;
import org.mirrorflow.app.plot.Metrics;
import org.mirrorflow.app.plot.Role;
import org.mirrorflow.app.plot.SampleCharts;
import org.mirrorflow.app.plot.Simplification;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** What is particular to each format. */
class FormatTest {

    private static final FigureMetadata METADATA = new FigureMetadata("{}", 1, "0.1.0");

    private static byte[] bytes(FigureSpec spec, Chart... charts) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        FigureWriter.of(spec.format()).write(new Figure(List.of(charts), spec, METADATA), out);
        return out.toByteArray();
    }

    @Test
    void aPdfHasExactlyTheSizeOfItsColumn() throws IOException {
        for (Venue venue : Venue.all()) {
            for (String column : venue.columnsPt().keySet()) {
                FigureSpec spec = FigureSpec.of(venue.id(), column, "pdf");
                try (PDDocument document = Loader.loadPDF(bytes(spec, SampleCharts.balance()))) {
                    var box = document.getPage(0).getMediaBox();
                    assertEquals(venue.widthPt(column), box.getWidth(), 0.05, venue.id());
                    assertEquals(venue.widthPt(column) / 1.618034, box.getHeight(), 0.05, venue.id());
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Metrics.Face.class)
    void everyFontOfAPdfIsAnEmbeddedTrueTypeSubset(Metrics.Face face) throws IOException {
        FigureSpec spec = FigureSpec.of("icml", "page", "pdf").withFace(face);
        Chart title = SampleCharts.loss().withTitle("Loss ‖∇f‖");
        try (PDDocument document = Loader.loadPDF(bytes(spec, title, SampleCharts.weights()))) {
            List<PDFont> fonts = new ArrayList<>();
            collect(document.getPage(0).getResources(), fonts);
            assertFalse(fonts.isEmpty(), "words are text, not outlines");
            for (PDFont font : fonts) {
                assertTrue(font.isEmbedded(), font.getName() + " is embedded");
                assertTrue(font.getName().matches("[A-Z]{6}\\+.*"), font.getName() + " is a subset");
                assertFalse(font instanceof PDType3Font);
                var glyphs = ((PDType0Font) font).getDescendantFont().getCOSObject();
                assertEquals("CIDFontType2", glyphs.getNameAsString(COSName.SUBTYPE), "TrueType outlines");
            }
            String text = new PDFTextStripper().getText(document);
            assertTrue(text.contains("Loss") && text.contains("∇") && text.contains("(b)"), text);
        }
    }

    private static void collect(PDResources resources, List<PDFont> into) throws IOException {
        for (COSName name : resources.getFontNames()) {
            into.add(resources.getFont(name));
        }
        for (COSName name : resources.getXObjectNames()) {
            if (resources.getXObject(name) instanceof PDFormXObject form && form.getResources() != null) {
                collect(form.getResources(), into);
            }
        }
    }

    @Test
    void popplerAgrees(@TempDir Path folder) throws IOException, InterruptedException {
        Path file = folder.resolve("figure.pdf");
        FigureSpec spec = FigureSpec.of("icml", "column", "pdf").withHeightPt(151.3);
        Files.write(file, bytes(spec, SampleCharts.loss()));
        List<String> fonts = poppler("pdffonts", file.toString());
        assertTrue(fonts.size() > 2);
        for (String line : fonts.subList(2, fonts.size())) {
            assertTrue(line.matches(".*CID TrueType\\s+Identity-H\\s+yes yes yes.*"), line);
        }
        String size = poppler("pdfinfo", file.toString()).stream()
                .filter(line -> line.startsWith("Page size:"))
                .findFirst()
                .orElseThrow();
        Matcher points = Pattern.compile("([0-9.]+) x ([0-9.]+) pts").matcher(size);
        assertTrue(points.find(), size);
        assertEquals(spec.widthPt(), Double.parseDouble(points.group(1)), 0.1);
        assertEquals(spec.heightPt(), Double.parseDouble(points.group(2)), 0.1);
        String carried = String.join("\n", poppler("pdfinfo", "-custom", file.toString()));
        assertTrue(carried.contains("MirrorflowSpecification"), carried);
        assertTrue(carried.contains(METADATA.specification()), carried);
    }

    private static List<String> poppler(String... command) throws IOException, InterruptedException {
        Process process;
        try {
            process = new ProcessBuilder(command).redirectErrorStream(true).start();
        } catch (IOException e) {
            return Assumptions.abort(command[0] + " is not installed");
        }
        List<String> lines = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();
        assertEquals(0, process.waitFor(), () -> String.join("\n", lines));
        return lines;
    }

    @Test
    void pgfReadsItsNumbersFromTheTableBesideItAndCompiles(@TempDir Path folder)
            throws IOException, InterruptedException {
        FigureSpec spec = FigureSpec.of("icml", "page", "pgf").withHeightPt(160);
        Figure figure = new Figure(List.of(SampleCharts.loss(), SampleCharts.coordinates()), spec, METADATA);
        FigureWriter.save(figure, folder.resolve("mine.tex"));
        String tex = Files.readString(folder.resolve("mine.tex"));
        List<String> table = Files.readAllLines(folder.resolve("mine.csv")).stream()
                .filter(line -> !line.startsWith("#"))
                .toList();
        List<String> heads = List.of(table.getFirst().split(","));
        Matcher columns = Pattern.compile("table\\[x=([^,]+),y=([^]]+)]").matcher(tex);
        int plots = 0;
        while (columns.find()) {
            assertTrue(heads.contains(columns.group(1)) && heads.contains(columns.group(2)), columns.group());
            plots++;
        }
        assertTrue(plots > 3, plots + " lines");
        assertTrue(tex.chars().allMatch(c -> c < 128), "a document in any encoding can read it");
        Files.writeString(folder.resolve("paper.tex"), """
                \\documentclass{article}
                \\usepackage{amsmath,amssymb,pgfplots}
                \\pgfplotsset{compat=1.18}
                \\pagestyle{empty}
                \\begin{document}\\noindent\\input{mine.tex}\\end{document}
                """);
        Process latex;
        try {
            latex = new ProcessBuilder("pdflatex", "-interaction=nonstopmode", "-halt-on-error", "paper.tex")
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .start();
        } catch (IOException e) {
            Assumptions.abort("pdflatex with pgfplots is not installed");
            return;
        }
        String said = new String(latex.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        boolean compiled = latex.waitFor() == 0;
        Assumptions.assumeFalse(said.contains("pgfplots.sty' not found"), "pgfplots is not installed");
        assertTrue(compiled, said);
    }

    @Test
    void theNumbersAloneAreEverySample() throws IOException {
        double[] xs = {1, 2, 3};
        double[] ys = {0.5, Double.NaN, 1e-300};
        Chart chart = Chart.of("loss", "Loss", "f", Axis.linear("step"), Axis.log("f"))
                .with(
                        new Layer.Line(xs, ys, "A", Role.RUN_A, Layer.Emphasis.LIVE),
                        new Layer.Line(xs, new double[] {7, 8, 9}, "B", Role.RUN_B, Layer.Emphasis.LIVE),
                        Layer.Theorem.level(2, ""));
        String csv = new String(bytes(FigureSpec.of("icml", "page", "csv"), chart), StandardCharsets.UTF_8);
        assertEquals(
                """
                loss.A.x,loss.A.y,loss.B.y,loss.predicted.x,loss.predicted.y
                1,0.5,7,-inf,2
                2,nan,8,inf,2
                3,1.0E-300,9,nan,nan
                """, csv.lines().filter(line -> !line.startsWith("#")).collect(Collectors.joining("\n", "", "\n")));
    }

    @Test
    void whatIsLeftOutOfALineNobodySees() {
        double[] xs = new double[2001];
        Arrays.setAll(xs, i -> i / 10.0);
        double[] ys = SampleCharts.at(xs, x -> x < 100 ? 50 : 50 + 20 * Math.sin(x / 5));
        ys[500] = 49;
        int[] kept = Simplification.kept(xs, ys, Simplification.PAPER);
        assertTrue(kept.length < 200, kept.length + " points are left");
        assertTrue(Arrays.stream(kept).anyMatch(i -> i == 500), "a single spike stays");
        int next = 0;
        for (int i = 0; i < xs.length; i++) {
            while (kept[next + 1] < i) {
                next++;
            }
            int a = kept[next];
            int b = kept[next + 1];
            double drawn = ys[a] + (xs[i] - xs[a]) / (xs[b] - xs[a]) * (ys[b] - ys[a]);
            // The vertical distance is larger than that to the line, by its slope.
            assertEquals(ys[i], drawn, 5 * Simplification.PAPER, "at " + xs[i]);
        }
    }

    @Test
    void otherEyesSeeWhatIsPublished() {
        assertEquals(0xff808080, ColourVision.PROTANOPIA.seen(0xff808080), "grey stays grey");
        assertEquals(0xffffffff, ColourVision.DEUTERANOPIA.seen(0xffffffff));
        int red = ColourVision.DEUTERANOPIA.seen(0xffff0000);
        // The first column of the matrix, 0.367322, 0.280085 and 0, in sRGB.
        assertEquals(163, red >> 16 & 255, 1);
        assertEquals(144, red >> 8 & 255, 1);
        assertEquals(0, red & 255, 1);
        int green = ColourVision.GREYSCALE.seen(0xff00ff00);
        assertEquals(220, green & 255, 1, "the luminance of green is 0.7152");
        assertEquals(green & 255, green >> 16 & 255);
    }

    @Test
    void aVenueOfTheUsersOwn(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("mine.json");
        Files.writeString(file, """
                {"venues": [{"id": "thesis", "name": "Thesis", "columns": {"page": "12.7cm"}, "labelPt": 9, "tickPt": 7}]}
                """);
        assertEquals(360, Venue.of(file.toString()).widthPt("page"), 1e-9);
        Files.writeString(file, "{\"venues\": [{\"id\": \"thesis\"}]}");
        String said = assertThrows(FigureException.class, () -> Venue.of(file.toString()))
                .getMessage();
        assertTrue(said.contains("mine.json") && said.contains("labelPt"), said);
        assertTrue(
                Venue.all().stream().noneMatch(venue -> venue.source().isEmpty()), "each width says where it is from");
    }

    @Test
    void aMillionSamplesMakeAPdfUnderOneMegabyte() throws IOException {
        double[] xs = new double[1_000_000];
        Arrays.setAll(xs, i -> i + 1);
        double[] ys = SampleCharts.at(xs, x -> (2 + Math.sin(x * x)) / Math.sqrt(x));
        Chart chart = Chart.of("long", "Long", "f", Axis.linear("step"), Axis.log("f"))
                .with(new Layer.Line(xs, ys, "A", Role.RUN_A, Layer.Emphasis.LIVE));
        int size = bytes(FigureSpec.of("icml", "page", "pdf"), chart).length;
        assertTrue(size < 300_000, size + " bytes");
    }

    @Test
    void anSvgHasItsSizeAndNoTextThatNeedsAFont() throws Exception {
        FigureSpec spec = FigureSpec.of("icml", "column", "svg").withHeightPt(140.4);
        byte[] bytes = bytes(spec, SampleCharts.coordinates(), SampleCharts.loss());
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        var builder = factory.newDocumentBuilder();
        builder.setEntityResolver((publicId, systemId) -> new InputSource(new ByteArrayInputStream(new byte[0])));
        Document document = builder.parse(new ByteArrayInputStream(bytes));
        Element root = document.getDocumentElement();
        assertEquals("234pt", root.getAttribute("width"));
        assertEquals("140.4pt", root.getAttribute("height"));
        assertEquals("0 0 234 140.4", root.getAttribute("viewBox"));
        NodeList all = root.getElementsByTagNameNS(SvgWriter.SVG, "*");
        int paths = 0;
        for (int i = 0; i < all.getLength(); i++) {
            Element element = (Element) all.item(i);
            assertFalse(element.getLocalName().equals("text"), "text is drawn as shapes");
            for (int a = 0; a < element.getAttributes().getLength(); a++) {
                assertFalse(element.getAttributes().item(a).getNodeName().startsWith("font"), "no font is named");
                assertFalse(element.getAttributes().item(a).getNodeValue().contains("font-family"));
            }
            paths += element.getLocalName().equals("path") ? 1 : 0;
        }
        assertTrue(paths > 20);
    }

    @Test
    void aPngHasThreeHundredDotsPerInch() throws IOException {
        byte[] bytes = bytes(FigureSpec.of("icml", "column", "png").withHeightPt(144), SampleCharts.loss());
        ImageReader reader = ImageIO.getImageReadersByFormatName("png").next();
        try (ImageInputStream in = ImageIO.createImageInputStream(new ByteArrayInputStream(bytes))) {
            reader.setInput(in);
            assertEquals(975, reader.getWidth(0));
            assertEquals(600, reader.getHeight(0));
            Element root = (Element) reader.getImageMetadata(0).getAsTree("javax_imageio_png_1.0");
            Element resolution = (Element) root.getElementsByTagName("pHYs").item(0);
            assertEquals("meter", resolution.getAttribute("unitSpecifier"));
            assertEquals(300, Integer.parseInt(resolution.getAttribute("pixelsPerUnitXAxis")) * 0.0254, 0.01);
            assertEquals(300, Integer.parseInt(resolution.getAttribute("pixelsPerUnitYAxis")) * 0.0254, 0.01);
        } finally {
            reader.dispose();
        }
    }
}
