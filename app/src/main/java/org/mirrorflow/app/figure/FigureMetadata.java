package org.mirrorflow.app.figure;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
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
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.mirrorflow.sim.data.NpyArray;
import org.mirrorflow.sim.data.Npz;
import org.mirrorflow.sim.run.Version;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * Where a figure comes from; carried by PDF info, SVG metadata, PNG text, comments of TeX and CSV, and an array of NPZ, so that a
 * figure reopens its runs.
 *
 * @param specification the specifications of the runs, or that of the sweep, as a JSON string
 * @param seed the seed of the first run
 * @param version the version of the lab that wrote the figure
 * @param java the version of Java that it ran on; empty where it is not known
 * @param digest SHA-256 of the data of each run, joined by commas; empty where there are none
 * @param composition the figure itself, as {@code lab plot} draws it again; empty where it was not composed
 */
public record FigureMetadata(
        String specification, long seed, String version, String java, String digest, String composition) {

    private static final String SPECIFICATION = "MirrorflowSpecification";
    private static final String SEED = "MirrorflowSeed";
    private static final String VERSION = "MirrorflowVersion";
    private static final String JAVA = "MirrorflowJava";
    private static final String DIGEST = "MirrorflowDataDigest";
    private static final String COMPOSITION = "MirrorflowFigure";
    private static final List<String> KEYS = List.of(SPECIFICATION, SEED, VERSION, JAVA, DIGEST, COMPOSITION);

    /** Before a key in a text whose comments begin otherwise. */
    private static final Pattern COMMENT = Pattern.compile("[%#] (Mirrorflow[A-Za-z]+): (\".*\")");

    /** Name of the array that carries the entries in NPZ, as the UTF-8 of a JSON object, a number for each byte. */
    static final String ARRAY = "mirrorflow_metadata";

    /** ASCII alone: TeX may read a comment in any encoding. */
    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private static final byte[] PNG_SIGNATURE = {(byte) 0x89, 'P', 'N', 'G'};

    /** Of a run whose data are not known. */
    public FigureMetadata(String specification, long seed, String version) {
        this(specification, seed, version, "", "", "");
    }

    /** What this lab draws now. */
    public static FigureMetadata now(String specification, long seed, String digest) {
        return new FigureMetadata(
                specification, seed, Version.CURRENT, String.valueOf(System.getProperty("java.version")), digest, "");
    }

    /** With the figure itself. */
    public FigureMetadata of(String composed) {
        return new FigureMetadata(specification, seed, version, java, digest, composed);
    }

    /** The entries as every format carries them; those that are empty are left out. */
    Map<String, String> entries() {
        Map<String, String> entries = new LinkedHashMap<>();
        entries.put(SPECIFICATION, specification);
        entries.put(SEED, Long.toString(seed));
        entries.put(VERSION, version);
        entries.put(JAVA, java);
        entries.put(DIGEST, digest);
        entries.put(COMPOSITION, composition);
        entries.values().removeIf(String::isEmpty);
        return entries;
    }

    /**
     * The entries as lines of a comment.
     *
     * @param sign what a comment begins with, {@code %} or {@code #}
     */
    String comments(String sign) {
        StringBuilder lines = new StringBuilder();
        entries().forEach((key, value) -> {
            try {
                lines.append(sign)
                        .append(' ')
                        .append(key)
                        .append(": ")
                        .append(JSON.writeValueAsString(value))
                        .append('\n');
            } catch (JsonProcessingException e) {
                throw new IllegalStateException("a string is always writable", e);
            }
        });
        return lines.toString();
    }

    /** The entries as numbers, each a byte of the UTF-8 of a JSON object. */
    double[] numbers() {
        try {
            byte[] text = JSON.writeValueAsBytes(entries());
            double[] numbers = new double[text.length];
            Arrays.setAll(numbers, i -> text[i]);
            return numbers;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("strings are always writable", e);
        }
    }

    /** A number that depends on the content only. */
    long contentId() {
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
     * @param figure a PDF, SVG, PNG, PGF, CSV or NPZ written by the lab
     * @throws FigureException when the file cannot be read or carries nothing
     */
    public static FigureMetadata read(Path figure) {
        if (Files.isDirectory(figure)) {
            throw new FigureException(figure + " is a folder; give the file of a figure.");
        }
        try {
            Map<String, String> entries = entriesOf(figure);
            String specification = entries.get(SPECIFICATION);
            String seed = entries.get(SEED);
            String version = entries.get(VERSION);
            if (specification == null || seed == null || version == null) {
                throw new FigureException(
                        "The figure " + figure + " carries no run; only files that the lab wrote as figures do.");
            }
            return new FigureMetadata(
                    specification,
                    Long.parseLong(seed),
                    version,
                    entries.getOrDefault(JAVA, ""),
                    entries.getOrDefault(DIGEST, ""),
                    entries.getOrDefault(COMPOSITION, ""));
        } catch (NoSuchFileException e) {
            throw new FigureException("There is no file " + figure + "; give the path of a figure.", e);
        } catch (IOException | NumberFormatException e) {
            throw new FigureException(
                    "The file " + figure + " cannot be read as a figure (" + e.getMessage()
                            + "); give a PDF, SVG, PNG, PGF, CSV or NPZ that the lab wrote.",
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
        String begin = new String(start, StandardCharsets.US_ASCII);
        if (begin.startsWith("PK")) {
            return fromNpz(figure);
        }
        if (begin.startsWith("% ") || begin.startsWith("# ")) {
            return fromComments(figure);
        }
        return begin.equals("%PDF") ? fromPdf(figure) : fromSvg(figure);
    }

    private static Map<String, String> fromComments(Path figure) throws IOException {
        Map<String, String> entries = new HashMap<>();
        try (Stream<String> lines = Files.lines(figure)) {
            for (String line : (Iterable<String>)
                    lines.takeWhile(each -> each.startsWith("% ") || each.startsWith("# "))::iterator) {
                Matcher entry = COMMENT.matcher(line);
                if (entry.matches()) {
                    entries.put(entry.group(1), JSON.readValue(entry.group(2), String.class));
                }
            }
        } catch (UncheckedIOException e) {
            throw new IOException("it is no text in UTF-8", e);
        }
        return entries;
    }

    private static Map<String, String> fromNpz(Path figure) throws IOException {
        NpyArray carried = Npz.read(figure).get(ARRAY);
        if (carried == null) {
            return Map.of();
        }
        byte[] text = new byte[carried.values().length];
        for (int i = 0; i < text.length; i++) {
            text[i] = (byte) carried.values()[i];
        }
        Map<String, String> entries = new HashMap<>();
        JSON.readTree(text)
                .properties()
                .forEach(entry -> entries.put(entry.getKey(), entry.getValue().asText()));
        return entries;
    }

    private static Map<String, String> fromPdf(Path figure) throws IOException {
        try (PDDocument document = Loader.loadPDF(figure.toFile())) {
            Map<String, String> entries = new HashMap<>();
            for (String key : KEYS) {
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
