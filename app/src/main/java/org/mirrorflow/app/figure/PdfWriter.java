package org.mirrorflow.app.figure;

import de.rototor.pdfbox.graphics2d.PdfBoxGraphics2D;
import de.rototor.pdfbox.graphics2d.PdfBoxGraphics2DFontTextDrawer;
import java.awt.Font;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.EnumMap;
import java.util.Map;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.jspecify.annotations.Nullable;
import org.mirrorflow.app.plot.Fonts;

/** PDF with embedded TrueType subsets, as conferences ask; formulas are outlines. */
public final class PdfWriter implements FigureWriter {

    @Override
    public String id() {
        return "pdf";
    }

    @Override
    public String extension() {
        return "pdf";
    }

    @Override
    public void write(Figure figure, OutputStream out) throws IOException {
        FigurePage laidOut = FigurePage.of(figure);
        float width = (float) laidOut.widthPt();
        float height = (float) laidOut.heightPt();
        try (PDDocument document = new PDDocument();
                BundledFonts fonts = new BundledFonts(document)) {
            PDPage page = new PDPage(new PDRectangle(width, height));
            document.addPage(page);
            PdfBoxGraphics2D g = new PdfBoxGraphics2D(document, width, height);
            try {
                g.setFontTextDrawer(fonts);
                laidOut.paint(g);
            } finally {
                g.dispose();
            }
            try (PDPageContentStream content = new PDPageContentStream(document, page)) {
                content.drawForm(g.getXFormObject());
            }
            PDDocumentInformation info = document.getDocumentInformation();
            info.setTitle(figure.charts().getFirst().title());
            info.setCreator("Mirrorflow Lab " + figure.metadata().version());
            for (Map.Entry<String, String> entry : figure.metadata().entries().entrySet()) {
                info.setCustomMetadataValue(entry.getKey(), entry.getValue());
            }
            // Without it PDFBox derives the file's id from the clock, and no date is set for the same reason.
            document.setDocumentId(figure.metadata().contentId());
            document.save(out);
        }
    }

    /** Maps the bundled AWT fonts to embedded subsets, each loaded when its first glyph is drawn. */
    private static final class BundledFonts extends PdfBoxGraphics2DFontTextDrawer {

        private final PDDocument document;
        private final Map<Fonts, PDFont> embedded = new EnumMap<>(Fonts.class);

        BundledFonts(PDDocument document) {
            this.document = document;
        }

        @Override
        protected @Nullable PDFont mapFont(Font font, IFontTextDrawerEnv env) throws IOException {
            for (Fonts bundled : Fonts.values()) {
                if (bundled.awt(1).getFontName().equals(font.getFontName())) {
                    PDFont known = embedded.get(bundled);
                    if (known == null) {
                        try (InputStream in = bundled.url().openStream()) {
                            known = PDType0Font.load(document, in, true);
                        }
                        embedded.put(bundled, known);
                    }
                    return known;
                }
            }
            return null;
        }
    }
}
