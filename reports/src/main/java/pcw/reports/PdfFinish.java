package pcw.reports;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSObject;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;

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
      document.setDocumentId((title + set.setId()).hashCode() & 0xffffffffL);
      ByteArrayOutputStream out = new ByteArrayOutputStream(exported.length);
      document.save(out);
      return out.toByteArray();
    }
  }

  private static Calendar periodEnd(PublishedSet set) {
    Calendar calendar = new GregorianCalendar(TimeZone.getTimeZone("UTC"), Locale.UK);
    calendar.clear();
    calendar.set(
        set.period().getYear(), set.period().getMonthValue() - 1, set.period().lengthOfMonth());
    return calendar;
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
