package org.mirrorflow.app.figure;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.batik.svggen.SVGGeneratorContext;
import org.apache.batik.svggen.SVGGraphics2D;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** SVG with all text as shapes: it looks the same wherever it is opened and needs no font. */
public final class SvgWriter implements FigureWriter {

    static final String SVG = "http://www.w3.org/2000/svg";
    static final String OURS = "urn:mirrorflow:figure";

    private static final int DECIMALS = 3;

    @Override
    public String id() {
        return "svg";
    }

    @Override
    public String extension() {
        return "svg";
    }

    @Override
    public void write(Figure figure, OutputStream out) throws IOException {
        Document document = newDocument();
        SVGGeneratorContext context = SVGGeneratorContext.createDefault(document);
        context.setPrecision(DECIMALS);
        context.setComment("Mirrorflow Lab " + figure.metadata().version());
        SVGGraphics2D g = new SVGGraphics2D(context, true);
        FigurePage page = FigurePage.of(figure);
        page.paint(g);
        Element root = g.getRoot();
        String width = plain(page.widthPt());
        String height = plain(page.heightPt());
        root.setAttribute("width", width + "pt");
        root.setAttribute("height", height + "pt");
        root.setAttribute("viewBox", "0 0 " + width + " " + height);
        removeFontAttributes(root);
        Element metadata = document.createElementNS(SVG, "metadata");
        for (Map.Entry<String, String> entry : figure.metadata().entries().entrySet()) {
            Element element = document.createElementNS(OURS, "lab:" + entry.getKey());
            element.setAttribute("xmlns:lab", OURS);
            element.setTextContent(entry.getValue());
            metadata.appendChild(element);
        }
        Element title = document.createElementNS(SVG, "title");
        title.setTextContent(figure.charts().getFirst().title());
        root.insertBefore(metadata, root.getFirstChild());
        root.insertBefore(title, metadata);
        Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        g.stream(root, writer, false, false);
        writer.flush();
        g.dispose();
    }

    private static Document newDocument() throws IOException {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            return factory.newDocumentBuilder().getDOMImplementation().createDocument(SVG, "svg", null);
        } catch (ParserConfigurationException e) {
            throw new IOException("this Java has no XML parser", e);
        }
    }

    private static String plain(double points) {
        return BigDecimal.valueOf(points)
                .setScale(DECIMALS, RoundingMode.HALF_EVEN)
                .stripTrailingZeros()
                .toPlainString();
    }

    /** Batik notes the current font on every group, though no text is left that would use it. */
    private static void removeFontAttributes(Element element) {
        for (String name : new String[] {"font-family", "font-size", "font-style", "font-weight", "text-rendering"}) {
            element.removeAttribute(name);
        }
        for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element inner) {
                removeFontAttributes(inner);
            }
        }
    }
}
