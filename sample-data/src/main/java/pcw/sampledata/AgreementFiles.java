package pcw.sampledata;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes what lets people's data in: the agreements, and the people who have not opted out. */
final class AgreementFiles {
  private static final PeopleFeed PERMITTED =
      new PeopleFeed("permitted_person", "", false, List.of("nhs_number"), Map.of());

  private AgreementFiles() {}

  static void writeAgreements(Path folder, Senders senders) throws IOException {
    try (CsvWriter out = DeliveredFile.plain("sharing_agreement.csv").open(folder)) {
      out.writeRecord(
          "sender_code",
          "feed",
          "controller",
          "lawful_basis",
          "agreement_reference",
          "valid_from",
          "valid_to");
      int number = 0;
      for (Map.Entry<String, List<String>> sender : senders.agreements().entrySet()) {
        number++;
        for (String feed : sender.getValue()) {
          out.writeRecord(
              sender.getKey(),
              feed,
              sender.getKey(),
              "UK GDPR 6(1)(e), 9(2)(h)",
              "FELLMARCH-DSA-" + Names.digits(number, 3),
              "2023-09-01",
              "");
        }
      }
    }
  }

  /**
   * The answer of the checking service, one number and a comma a line.
   *
   * @param month whose deliveries it is meant for
   * @param asks who asked, for everybody in the region
   * @param areLeftOut people who have opted out by now are not on it
   */
  static void writePermitted(
      Path folder, String asks, YearMonth month, List<Person> people, boolean areLeftOut)
      throws IOException {
    PeopleDelivery delivery =
        new PeopleDelivery(PERMITTED, SendingSystem.PROCESSOR, asks, month, month);
    List<String> numbers =
        people.stream()
            .filter(person -> !areLeftOut || !person.hasOptedOut())
            .map(Person::nhsNumber)
            .sorted()
            .toList();
    byte[] content =
        numbers.stream()
            .map(number -> number + ",\n")
            .collect(Collectors.joining())
            .getBytes(StandardCharsets.UTF_8);
    Files.createDirectories(folder);
    String name = delivery.fileName().replace(".csv", ".dat");
    Files.write(folder.resolve(name), content);
    Files.writeString(
        folder.resolve(name + ".delivery.yaml"), delivery.declaration(content, numbers.size()));
  }
}
