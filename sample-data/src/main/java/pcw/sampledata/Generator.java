package pcw.sampledata;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.YearMonth;
import pcw.sampledata.EpdFile.Version;

/** Writes extracts of the fictional region, the same content for the same scale every time. */
public final class Generator {
  /** The day on which somebody takes the sample region in: its newest deliveries are fresh. */
  public static final LocalDate SAMPLE_DAY = LocalDate.of(2026, 10, 15);

  private Generator() {}

  /**
   * Writes the committed region: {@code landing}, with what is about people in {@code people} below
   * it, and {@code late} with the two files that come after the others. Files of these names are
   * replaced; others are left alone.
   *
   * @param sampleData the folder that holds both
   */
  public static void writeSampleRegion(Path sampleData) throws IOException {
    Path landing = sampleData.resolve("landing");
    Scale scale = Scale.sampleRegion();
    write(landing, sampleData.resolve("late"), scale);
    Region region = Region.of(scale);
    PeopleFiles.write(landing.resolve("people"), scale, region);
    new LocalFiles(region, new Senders(scale, region).boards()).write(landing);
  }

  /** Writes a landing folder of any scale, late files included. */
  public static void write(Path landing, Scale scale) throws IOException {
    write(landing, landing, scale);
  }

  /**
   * Writes one month of prescribing of national size, as fast as the disk takes it.
   *
   * @param file its name decides: SNOMED in it the 27 columns, else the classic 26; the six digits
   *     the month; {@code .gz} at its end the packing
   * @param rows without the header; 4,000,000 come to 1.5 GB
   * @param badRows how many of them have a QUANTITY that is no number, spread over the file
   * @return the bytes of the content, before any packing
   */
  public static long writeNationalMonth(Path file, long rows, long badRows, long seed)
      throws IOException {
    return NationalMonth.write(file, rows, badRows, seed);
  }

  private static void write(Path landing, Path late, Scale scale) throws IOException {
    Files.createDirectories(landing);
    Files.createDirectories(late);
    Region region = Region.of(scale);
    Prescribing prescribing = new Prescribing(scale, region);
    EpdFile epd = new EpdFile(scale, region, prescribing);
    PatientFiles patients = new PatientFiles(scale, region);
    OrganisationFiles organisations = new OrganisationFiles(region);

    organisations.writeMap(landing, OrganisationFiles.EARLY_MAP);
    for (YearMonth month : scale.calendar()) {
      if (month.equals(Story.CORRECTED.month())) {
        epd.write(landing, month, Version.FIRST);
        epd.write(landing, month, Version.FINAL);
      } else if (month.equals(Story.LATE.month())) {
        epd.write(landing, month, Version.FIRST);
        epd.write(late, month, Version.FINAL);
      } else {
        epd.write(landing, month, Version.ONLY);
      }
      patients.write(landing, month);
      organisations.writeMap(month.equals(Story.LATE_MAP) ? late : landing, month);
    }
    YearMonth last = scale.firstMonth().plusMonths(scale.months() - 1L);
    organisations.writeEpraccur(landing, last);
    organisations.writeLocalities(landing);
    organisations.writeAreas(landing);
    organisations.writeRecoding(landing, prescribing.catalogue());
    Files.writeString(landing.resolve("covering-note.txt"), NOTE, StandardCharsets.UTF_8);
  }

  private static final String NOTE =
      """
      Enclosed: prescribing, registered patients and practice maps of the fictional region
      Fellmarch and the Saltings. This note matches no contract: a run lists it and leaves it alone.
      """;
}
