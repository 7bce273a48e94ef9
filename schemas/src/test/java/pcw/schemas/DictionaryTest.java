package pcw.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class DictionaryTest {
  private static final Contracts CONTRACTS = Contracts.load(ContractsTest.SCHEMAS);
  private static final String REMEDY =
      "run ./mvnw -pl schemas test -Dtest=DictionaryTest -Dpcw.refresh=true and review the change";

  @Test
  void the_committed_markdown_is_current() throws IOException {
    assertCurrent("dictionary.md", Dictionary.markdown(CONTRACTS));
  }

  @Test
  void the_committed_html_is_current() throws IOException {
    assertCurrent("dictionary.html", Dictionary.html(CONTRACTS));
  }

  private static void assertCurrent(String name, String expected) throws IOException {
    Path file = ContractsTest.SCHEMAS.resolve(name);
    if (Boolean.getBoolean("pcw.refresh")) {
      Files.writeString(file, expected);
    }
    assertThat(file).as(REMEDY).exists();
    assertThat(Files.readString(file).equals(expected)).as(name + " is stale: " + REMEDY).isTrue();
  }

  @Test
  void every_column_of_every_contract_is_in_it() throws Exception {
    Document page = page();
    for (Contract contract : CONTRACTS.all()) {
      Element heading = byId(page, contract.tableName().replace('.', '-').replace('_', '-'));
      assertThat(heading).as(contract.tableName()).isNotNull();
      assertThat(rowHeadings(page, "Columns of " + contract.tableName()))
          .containsExactlyElementsOf(contract.columns().stream().map(Column::name).toList());
    }
  }

  @Test
  void the_page_can_be_read_without_eyes_or_a_network() throws Exception {
    String html = Dictionary.html(CONTRACTS);
    Document page = page();

    assertThat(page.getDocumentElement().getAttribute("lang")).isEqualTo("en-GB");
    assertThat(elements(page, "h1")).hasSize(1);
    for (Element table : elements(page, "table")) {
      assertThat(table.getElementsByTagName("caption").getLength()).isEqualTo(1);
    }
    for (Element th : elements(page, "th")) {
      assertThat(th.getAttribute("scope")).isIn("col", "row");
    }
    assertThat(html).doesNotContain("http:", "https:", "<script", "<img", "@import", "url(");
    int last = 1;
    Matcher headings = Pattern.compile("<h([1-6])").matcher(html);
    while (headings.find()) {
      int level = Integer.parseInt(headings.group(1));
      assertThat(level).as("no heading level is skipped").isLessThanOrEqualTo(last + 1);
      last = level;
    }
  }

  @Test
  void every_link_leads_to_one_place() throws Exception {
    Document page = page();
    Set<String> ids = new HashSet<>();
    NodeList all = page.getElementsByTagName("*");
    for (int i = 0; i < all.getLength(); i++) {
      String id = ((Element) all.item(i)).getAttribute("id");
      assertThat(id.isEmpty() || ids.add(id)).as("id " + id + " stands once").isTrue();
    }
    for (Element link : elements(page, "a")) {
      assertThat(ids).contains(link.getAttribute("href").substring(1));
    }
    Matcher links = Pattern.compile("\\]\\(#([^)]+)\\)").matcher(Dictionary.markdown(CONTRACTS));
    String markdown = Dictionary.markdown(CONTRACTS);
    while (links.find()) {
      assertThat(markdown).contains("<a id=\"" + links.group(1) + "\"></a>");
    }
  }

  private static Document page() throws Exception {
    String html = Dictionary.html(CONTRACTS);
    String xml = html.replace("<!DOCTYPE html>\n", "").replaceAll("<(meta [^>]*)>", "<$1/>");
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(xml)));
  }

  private static Element byId(Document page, String id) {
    return elements(page, "h3").stream()
        .filter(e -> e.getAttribute("id").equals(id))
        .findFirst()
        .orElse(null);
  }

  private static List<String> rowHeadings(Document page, String caption) {
    for (Element table : elements(page, "table")) {
      if (table.getElementsByTagName("caption").item(0).getTextContent().equals(caption)) {
        List<String> headings = new ArrayList<>();
        NodeList cells = table.getElementsByTagName("th");
        for (int i = 0; i < cells.getLength(); i++) {
          if (((Element) cells.item(i)).getAttribute("scope").equals("row")) {
            headings.add(cells.item(i).getTextContent());
          }
        }
        return headings;
      }
    }
    return List.of();
  }

  private static List<Element> elements(Document page, String tag) {
    NodeList nodes = page.getElementsByTagName(tag);
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < nodes.getLength(); i++) {
      elements.add((Element) nodes.item(i));
    }
    return elements;
  }
}
