package pcw.reports;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.sql.Connection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.sf.jasperreports.engine.JRDataSource;
import net.sf.jasperreports.engine.JRException;
import net.sf.jasperreports.engine.JRParameter;
import net.sf.jasperreports.engine.JasperFillManager;
import net.sf.jasperreports.engine.JasperPrint;
import net.sf.jasperreports.engine.data.JRMapCollectionDataSource;
import net.sf.jasperreports.export.SimpleExporterInput;
import net.sf.jasperreports.export.SimpleOutputStreamExporterOutput;
import net.sf.jasperreports.pdf.JRPdfExporter;
import net.sf.jasperreports.pdf.SimplePdfExporterConfiguration;

/** Makes the pack of one organisation: a tagged PDF, the same bytes for the same figures. */
final class Pack {
  private Pack() {}

  static byte[] export(JasperPrint print, Facts facts) throws JRException, IOException {
    return export(print, documentTitle(facts), facts.set());
  }

  /** Any filled report as a tagged PDF with this title. */
  static byte[] export(JasperPrint print, String title, PublishedSet set)
      throws JRException, IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream(256 * 1024);
    JRPdfExporter exporter = new JRPdfExporter();
    exporter.setExporterInput(new SimpleExporterInput(print));
    exporter.setExporterOutput(new SimpleOutputStreamExporterOutput(out));
    SimplePdfExporterConfiguration configuration = new SimplePdfExporterConfiguration();
    configuration.setTagged(true);
    configuration.setTagLanguage("en-GB");
    configuration.setDisplayMetadataTitle(true);
    configuration.setMetadataTitle(title);
    exporter.setConfiguration(configuration);
    exporter.exportReport();
    return PdfFinish.finish(out.toByteArray(), title, set);
  }

  static String documentTitle(Facts facts) {
    return "%s (%s): personalised care pack, %s"
        .formatted(facts.title(), facts.organisation().code(), facts.monthText());
  }

  /** The pack of one organisation, laid out; the PDF and the page are both made of it. */
  static JasperPrint fill(Facts facts, Connection connection) throws JRException {
    List<Map<String, ?>> chapters = Chapters.of(facts);
    Map<String, Object> parameters = new HashMap<>();
    parameters.put("facts", facts);
    parameters.put(JRParameter.REPORT_CONNECTION, connection);
    JRDataSource source = new JRMapCollectionDataSource(chapters);
    JasperPrint print = JasperFillManager.fillReport(Templates.report("pack"), parameters, source);
    if (print.getPages().isEmpty()) {
      throw new IllegalStateException("the pack has no page");
    }
    return print;
  }
}
