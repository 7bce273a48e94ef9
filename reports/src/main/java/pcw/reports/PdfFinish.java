package pcw.reports;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSObject;
import org.apache.pdfbox.cos.COSString;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureElement;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureNode;

/**
 * What the PDF exporter leaves to do: the document's dates, producer and id come from the set and
 * not from a clock, font subsets get fixed names, and table headers say which way they point.
 */
final class PdfFinish {
  private static final COSName CID_SET = COSName.getPDFName("CIDSet");

  private PdfFinish() {}

  static byte[] finish(byte[] exported, String title, PublishedSet set) throws IOException {
    try (PDDocument document = Loader.loadPDF(exported)) {
      PDDocumentInformation information = new PDDocumentInformation();
      information.setTitle(title);
      information.setSubject("Published set " + set.setId() + ", policy " + set.policy());
      information.setCreator("Personalised Care Warehouse");
      information.setProducer("Personalised Care Warehouse");
      Calendar date = periodEnd(set);
      information.setCreationDate(date);
      information.setModificationDate(date);
      document.setDocumentInformation(information);
      document.getDocumentCatalog().setLanguage("en-GB");
      fonts(document);
      if (document.getDocumentCatalog().getStructureTreeRoot() != null) {
        scopes(document.getDocumentCatalog().getStructureTreeRoot());
      }
      document.getDocument().setDocumentID(id(title + set.setId()));
      ByteArrayOutputStream out = new ByteArrayOutputStream(exported.length);
      document.save(out);
      return out.toByteArray();
    }
  }

  private static COSArray id(String of) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(of.getBytes(StandardCharsets.UTF_8));
      COSString id = new COSString(Arrays.copyOf(digest, 16));
      COSArray both = new COSArray();
      both.add(id);
      both.add(id);
      return both;
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Calendar periodEnd(PublishedSet set) {
    Calendar calendar = new GregorianCalendar(TimeZone.getTimeZone("UTC"), Locale.UK);
    calendar.clear();
    calendar.set(
        set.period().getYear(), set.period().getMonthValue() - 1, set.period().lengthOfMonth());
    return calendar;
  }

  /** Headers of a row that is all headers point down; a header beside data points along its row. */
  private static void scopes(PDStructureNode node) {
    List<PDStructureElement> children = new ArrayList<>();
    for (Object kid : node.getKids()) {
      if (kid instanceof PDStructureElement element) {
        children.add(element);
      }
    }
    if (node instanceof PDStructureElement row && row.getStructureType().equals("TR")) {
      boolean isHeader = children.stream().allMatch(cell -> cell.getStructureType().equals("TH"));
      for (PDStructureElement cell : children) {
        if (cell.getStructureType().equals("TH")) {
          COSDictionary scope = new COSDictionary();
          scope.setName(COSName.O, "Table");
          scope.setName(COSName.getPDFName("Scope"), isHeader ? "Column" : "Row");
          cell.getCOSObject().setItem(COSName.A, scope);
        }
      }
      return;
    }
    children.forEach(PdfFinish::scopes);
  }

  /** The exporter names each subset by chance and lists its glyphs incompletely. */
  private static void fonts(PDDocument document) {
    Map<String, String> names = new HashMap<>();
    for (COSObject object : document.getDocument().getObjectsByType(COSName.FONT)) {
      rename((COSDictionary) object.getObject(), COSName.BASE_FONT, names);
    }
    for (COSObject object : document.getDocument().getObjectsByType(COSName.FONT_DESC)) {
      COSDictionary descriptor = (COSDictionary) object.getObject();
      rename(descriptor, COSName.FONT_NAME, names);
      descriptor.removeItem(CID_SET);
    }
  }

  private static void rename(COSDictionary font, COSName key, Map<String, String> names) {
    String name = font.getNameAsString(key);
    if (name != null && name.length() > 7 && name.charAt(6) == '+') {
      font.setName(
          key,
          names.computeIfAbsent(name, n -> "PCWAA" + (char) ('A' + names.size()) + n.substring(6)));
    }
  }
}
