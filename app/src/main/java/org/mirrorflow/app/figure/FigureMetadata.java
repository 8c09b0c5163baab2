package org.mirrorflow.app.figure;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * Where a figure comes from; carried by PDF info, SVG metadata and PNG text, so that a figure reopens its run.
 *
 * @param specification the run specification as a JSON string
 * @param seed the seed of the run
 * @param version the version of the lab that wrote the figure
 */
public record FigureMetadata(String specification, long seed, String version) {

    private static final String SPECIFICATION = "MirrorflowSpecification";
    private static final String SEED = "MirrorflowSeed";
    private static final String VERSION = "MirrorflowVersion";
    private static final byte[] PNG_SIGNATURE = {(byte) 0x89, 'P', 'N', 'G'};

    /** The entries as every format carries them. */
    Map<String, String> entries() {
        Map<String, String> entries = new LinkedHashMap<>();
        entries.put(SPECIFICATION, specification);
        entries.put(SEED, Long.toString(seed));
        entries.put(VERSION, version);
        return entries;
    }

    /** A number that depends on the content only. */
    long digest() {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest(entries().toString().getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(hash).getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256.", e);
        }
    }

    /**
     * Reads what a figure carries; the format is told by the content, not by the name.
     *
     * @param figure a PDF, SVG or PNG written by the lab
     * @throws FigureException when the file cannot be read or carries nothing
     */
    public static FigureMetadata read(Path figure) {
        if (Files.isDirectory(figure)) {
            throw new FigureException(figure + " is a folder; give the PDF, SVG or PNG of a figure.");
        }
        try {
            Map<String, String> entries = entriesOf(figure);
            String specification = entries.get(SPECIFICATION);
            String seed = entries.get(SEED);
            String version = entries.get(VERSION);
            if (specification == null || seed == null || version == null) {
                throw new FigureException(
                        "The figure " + figure + " carries no run; only PDF, SVG and PNG files that the lab wrote do.");
            }
            return new FigureMetadata(specification, Long.parseLong(seed), version);
        } catch (NoSuchFileException e) {
            throw new FigureException("There is no file " + figure + "; give the path of a figure.", e);
        } catch (IOException | NumberFormatException e) {
            throw new FigureException(
                    "The file " + figure + " cannot be read as a figure (" + e.getMessage()
                            + "); give a PDF, SVG or PNG.",
                    e);
        }
    }

    private static Map<String, String> entriesOf(Path figure) throws IOException {
        byte[] start;
        try (InputStream in = Files.newInputStream(figure)) {
            start = in.readNBytes(4);
        }
        if (Arrays.equals(start, PNG_SIGNATURE)) {
            return fromPng(figure);
        }
        return new String(start, StandardCharsets.US_ASCII).equals("%PDF") ? fromPdf(figure) : fromSvg(figure);
    }

    private static Map<String, String> fromPdf(Path figure) throws IOException {
        try (PDDocument document = Loader.loadPDF(figure.toFile())) {
            Map<String, String> entries = new HashMap<>();
            for (String key : new String[] {SPECIFICATION, SEED, VERSION}) {
                String value = document.getDocumentInformation().getCustomMetadataValue(key);
                if (value != null) {
                    entries.put(key, value);
                }
            }
            return entries;
        }
    }

    private static Map<String, String> fromSvg(Path figure) throws IOException {
        try (InputStream in = Files.newInputStream(figure)) {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setExpandEntityReferences(false);
            factory.setXIncludeAware(false);
            var builder = factory.newDocumentBuilder();
            // A figure from elsewhere must not make the lab fetch what its document type names.
            builder.setEntityResolver((publicId, systemId) -> new InputSource(new StringReader("")));
            builder.setErrorHandler(new DefaultHandler());
            NodeList elements = builder.parse(in).getElementsByTagNameNS(SvgWriter.OURS, "*");
            Map<String, String> entries = new HashMap<>();
            for (int i = 0; i < elements.getLength(); i++) {
                entries.put(elements.item(i).getLocalName(), elements.item(i).getTextContent());
            }
            return entries;
        } catch (SAXException | ParserConfigurationException e) {
            throw new IOException("it is neither PDF nor PNG nor well-formed SVG", e);
        }
    }

    private static Map<String, String> fromPng(Path figure) throws IOException {
        ImageReader reader = ImageIO.getImageReadersByFormatName("png").next();
        try (ImageInputStream stream = ImageIO.createImageInputStream(figure.toFile())) {
            reader.setInput(stream, true, false);
            var root = (Element) reader.getImageMetadata(0).getAsTree("javax_imageio_png_1.0");
            NodeList texts = root.getElementsByTagName("iTXtEntry");
            Map<String, String> entries = new HashMap<>();
            for (int i = 0; i < texts.getLength(); i++) {
                var text = (Element) texts.item(i);
                entries.put(text.getAttribute("keyword"), text.getAttribute("text"));
            }
            return entries;
        } finally {
            reader.dispose();
        }
    }
}
