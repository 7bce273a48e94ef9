package pcw.reports;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Calendar;
import java.util.Comparator;
import java.util.GregorianCalendar;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TimeZone;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSNull;
import org.apache.pdfbox.cos.COSString;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDMetadata;
import org.apache.pdfbox.pdmodel.common.PDNumberTreeNode;
import org.apache.pdfbox.pdmodel.common.PDStream;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureElement;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureNode;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureTreeRoot;

/**
 * What the PDF exporter leaves to do: the document's dates, producer and id come from the set and
 * not from a clock, font subsets get fixed names, table headers say which way they point, and what
 * is not content (rules, boxes, the frame of each page) is an artifact.
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
      document.getDocumentCatalog().setMetadata(metadata(document, title));
      Map<COSDictionary, Set<Integer>> frame = new HashMap<>();
      if (document.getDocumentCatalog().getStructureTreeRoot() != null) {
        scopes(document.getDocumentCatalog().getStructureTreeRoot());
        takeOut(document.getDocumentCatalog().getStructureTreeRoot(), frame);
      }
      for (PDPage page : document.getPages()) {
        mark(document, page, frame.getOrDefault(page.getCOSObject(), Set.of()));
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

  private static PDMetadata metadata(PDDocument document, String title) throws IOException {
    try (InputStream template = PdfFinish.class.getResourceAsStream("/metadata.xmp")) {
      String text =
          new String(template.readAllBytes(), StandardCharsets.UTF_8)
              .replace(
                  "${title}",
                  title.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"));
      PDMetadata metadata = new PDMetadata(document);
      metadata.importXMPMetadata(text.getBytes(StandardCharsets.UTF_8));
      return metadata;
    }
  }

  /**
   * The frame of a page is tagged {@code Note} by its template; it leaves the structure, and its
   * pieces of content are gathered page by page.
   */
  private static void takeOut(PDStructureTreeRoot root, Map<COSDictionary, Set<Integer>> frame) {
    List<PDStructureElement> notes = new ArrayList<>();
    notes(root, notes);
    for (PDStructureElement note : notes) {
      pieces(note, frame);
      note.getParent().removeKid(note);
    }
    PDNumberTreeNode parents = root.getParentTree();
    if (parents == null) {
      return;
    }
    Map<Integer, Set<Integer>> byKey = new HashMap<>();
    frame.forEach(
        (page, pieces) -> byKey.put(page.getInt(COSName.getPDFName("StructParents")), pieces));
    COSArray numbers = parents.getCOSObject().getCOSArray(COSName.NUMS);
    for (int i = 0; numbers != null && i + 1 < numbers.size(); i += 2) {
      if (numbers.getObject(i + 1) instanceof COSArray elements) {
        for (int piece : byKey.getOrDefault(numbers.getInt(i), Set.of())) {
          elements.set(piece, COSNull.NULL);
        }
      }
    }
  }

  private static void notes(PDStructureNode node, List<PDStructureElement> into) {
    for (Object kid : node.getKids()) {
      if (kid instanceof PDStructureElement element) {
        if (element.getStructureType().equals("Note")) {
          into.add(element);
        } else {
          notes(element, into);
        }
      }
    }
  }

  private static void pieces(PDStructureElement element, Map<COSDictionary, Set<Integer>> frame) {
    for (Object kid : element.getKids()) {
      if (kid instanceof PDStructureElement child) {
        pieces(child, frame);
      } else if (kid instanceof Integer piece && element.getPage() != null) {
        frame.computeIfAbsent(element.getPage().getCOSObject(), p -> new HashSet<>()).add(piece);
      }
    }
  }

  private static void mark(PDDocument document, PDPage page, Set<Integer> frame)
      throws IOException {
    byte[] content;
    try (InputStream in = page.getContents()) {
      content = in.readAllBytes();
    }
    PDStream stream = new PDStream(document);
    try (OutputStream out = stream.createOutputStream(COSName.FLATE_DECODE)) {
      out.write(PdfContent.mark(content, frame));
    }
    page.setContents(stream);
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
  /** The fonts of all pages and of the charts on them; asking for all objects would take longer. */
  private static void fonts(PDDocument document) {
    Map<String, String> names = new HashMap<>();
    Set<COSDictionary> seen = new HashSet<>();
    for (PDPage page : document.getPages()) {
      if (page.getResources() != null) {
        fonts(page.getResources().getCOSObject(), names, seen);
      }
    }
  }

  private static void fonts(
      COSDictionary resources, Map<String, String> names, Set<COSDictionary> seen) {
    for (COSDictionary font : inOrder(resources.getCOSDictionary(COSName.FONT))) {
      font(font, names, seen);
      COSArray below = font.getCOSArray(COSName.DESCENDANT_FONTS);
      for (int i = 0; below != null && i < below.size(); i++) {
        font((COSDictionary) below.getObject(i), names, seen);
      }
    }
    for (COSDictionary form : inOrder(resources.getCOSDictionary(COSName.XOBJECT))) {
      COSDictionary own = form.getCOSDictionary(COSName.RESOURCES);
      if (own != null && seen.add(form)) {
        fonts(own, names, seen);
      }
    }
  }

  private static void font(COSDictionary font, Map<String, String> names, Set<COSDictionary> seen) {
    if (!seen.add(font)) {
      return;
    }
    rename(font, COSName.BASE_FONT, names);
    COSDictionary descriptor = font.getCOSDictionary(COSName.FONT_DESC);
    if (descriptor != null) {
      rename(descriptor, COSName.FONT_NAME, names);
      descriptor.removeItem(CID_SET);
    }
  }

  /** The dictionaries of one, by their names, so that the same file is made each time. */
  private static List<COSDictionary> inOrder(COSDictionary of) {
    return of == null
        ? List.of()
        : of.keySet().stream()
            .sorted(Comparator.comparing(COSName::getName))
            .map(of::getDictionaryObject)
            .filter(COSDictionary.class::isInstance)
            .map(COSDictionary.class::cast)
            .toList();
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
