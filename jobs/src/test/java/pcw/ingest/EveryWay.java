package pcw.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Every way in which public files are known to come, and to be wrong. */
final class EveryWay {
  private final House house;

  private EveryWay(House house) {
    this.house = house;
  }

  static void into(House house) throws IOException {
    EveryWay all = new EveryWay(house);
    all.prescribing();
    all.refused();
    all.organisations();
    all.lists();
    house.put("notes.txt", "hello");
    house.put(".DS_Store", "x");
  }

  private void prescribing() throws IOException {
    house.put(
        "EPD_202503.csv",
        Epd.file(
            Epd.CLASSIC,
            Epd.row(
                Epd.CLASSIC,
                "PRACTICE_CODE",
                "\"A83040 \"",
                "QUANTITY",
                "20.",
                "NIC",
                ".5",
                "ADQUSAGE",
                "0."),
            Epd.row(
                Epd.CLASSIC,
                "PRACTICE_CODE",
                "A83041",
                "ITEMS",
                "2.",
                "BNF_CODE",
                "20030100181",
                "BNF_CHEMICAL_SUBSTANCE",
                "2003",
                "YEAR_MONTH",
                "2025_03"),
            Epd.row(
                Epd.CLASSIC,
                "PRACTICE_CODE",
                "-",
                "PCO_CODE",
                "-",
                "AREA_TEAM_CODE",
                "-",
                "REGIONAL_OFFICE_CODE",
                "-",
                "UNIDENTIFIED",
                "Y",
                "YEAR_MONTH",
                "2025-03"),
            Epd.row(
                Epd.CLASSIC, "PRACTICE_CODE", "36J998", "PCO_CODE", "M1J4Y", "UNIDENTIFIED", "Y"),
            Epd.row(Epd.CLASSIC, "ACTUAL_COST", "1.123456"),
            Epd.row(Epd.CLASSIC, "NIC", "\"1,000.00\""),
            Epd.row(Epd.CLASSIC, "ITEMS", "0"),
            Epd.row(Epd.CLASSIC, "BNF_CODE", "0407020A0AAAFA"),
            Epd.row(Epd.CLASSIC, "PRACTICE_CODE", ""),
            Epd.row(Epd.CLASSIC, "PRACTICE_NAME", "The \"Old\" Surgery"),
            Epd.row(Epd.CLASSIC) + ",one too many",
            Epd.row(Epd.CLASSIC, "YEAR_MONTH", "202502"),
            "",
            Epd.row(
                Epd.CLASSIC,
                "PRACTICE_NAME",
                "\"The \"\"Old\"\" Surgery\"",
                "PRACTICE_CODE",
                "A83042"),
            Epd.row(Epd.CLASSIC, "UNIDENTIFIED", "maybe")));
    house.put(
        "2025/EPD_SNOMED_202504.csv.gz",
        gzip(
            Epd.file(
                Epd.SNOMED,
                Epd.row(Epd.SNOMED, "YEAR_MONTH", "2025-04"),
                Epd.row(Epd.SNOMED, "YEAR_MONTH", "2025-04", "SNOMED_CODE", "6.94311E+14"),
                Epd.row(Epd.SNOMED, "YEAR_MONTH", "2025-04", "SNOMED_CODE", "694311000001100"))));
    house.put(
        "EPD_202409.zip",
        zip(
            "EPD_202409.csv",
            Epd.file(
                Epd.CLASSIC.replace("AREA_TEAM", "STP"),
                Epd.row(Epd.CLASSIC.replace("AREA_TEAM", "STP"), "YEAR_MONTH", "2024_09"))));
    house.put(
        "epd_202410.csv",
        Epd.file(
            Epd.CLASSIC,
            Epd.row(Epd.CLASSIC, "YEAR_MONTH", "202410", "PRACTICE_NAME", "CAFÉ – CLINIC")),
        Charset.forName("windows-1252"));
    house.put(
        "epd_202411.csv",
        "\uFEFF"
            + Epd.file(
                    Epd.CLASSIC.toLowerCase(java.util.Locale.ROOT) + ", Extra Column ",
                    Epd.row(Epd.CLASSIC, "YEAR_MONTH", "202411", "PRACTICE_NAME", "CAFÉ") + ",x")
                .replace("\n", "\r\n"));
    house.put(
        "epd_202412.csv",
        Epd.file(
                Epd.CLASSIC,
                Epd.row(Epd.CLASSIC, "YEAR_MONTH", "202412"),
                Epd.row(Epd.CLASSIC, "YEAR_MONTH", "202412"))
            .replace("\n", "\r"));
    house.put("epd_202501.csv", Epd.CLASSIC + "\n");
    house.put(
        "epd_202502.csv",
        Epd.file(Epd.CLASSIC, Epd.row(Epd.CLASSIC, "YEAR_MONTH", "202502")).strip());
  }

  private void refused() throws IOException {
    house.put(
        "sub/epd_202401.csv",
        Epd.file(
            Epd.CLASSIC.replace(",QUANTITY", ",HOW_MANY"),
            Epd.row(Epd.CLASSIC, "YEAR_MONTH", "202401")));
    house.put("epd_202402.csv", "");
    house.put(
        "epd_202403.csv", Epd.file(Epd.CLASSIC, Epd.row(Epd.CLASSIC)), StandardCharsets.UTF_16);
    house.put("epd_202404.csv", Epd.month("202404", 3).substring(0, 620));
    house.put("epd_202405.csv", Epd.month("202406", 3));
    byte[] packed = gzip(Epd.month("202406", 500));
    house.put("epd_202406.csv.gz", Arrays.copyOf(packed, packed.length / 2));
    house.put("epd_202407.csv", Epd.month("202407", 3).replace("CLIFTON", "CLIF\0TON"));
    house.put(
        "epd_202408.csv",
        Epd.month("202408", 3).replace("CLIFTON", "CLIF\u0081TON"),
        StandardCharsets.ISO_8859_1);
    house.put("epd_202312.zip", zip("a.csv", "x", "b.csv", "y"));
    house.put("epd_202311.zip", zip("../../epd_202311.csv", Epd.month("202311", 3)));
    house.put("epd_202310.csv", Epd.month("202310", 3).replace("ITEMS,", "QUANTITY,"));
    house.put("epd_202309.csv", Epd.month("202309", 200).replace("33.3", "n/a"));
    house.put("epd_202308.csv.gz", "this is no gzip");
    house.put("epd_202307.csv", Epd.CLASSIC + "\n" + "x".repeat(2 << 20) + "\n");
    house.put(
        "gp-reg-pat-prac-map-202306.csv",
        Organisations.map(Organisations.ICB, "01-Jun-23", "\"EMIS"));
  }

  private void organisations() {
    house.put("gp-reg-pat-prac-map-202009.csv", Organisations.map(Organisations.CCG, "01-Sep-20"));
    house.put("gp-reg-pat-prac-map-202201.csv", Organisations.map(Organisations.CCG, "01Jan2022"));
    house.put(
        "gp-reg-pat-prac-map-202604.csv",
        Organisations.map(Organisations.ICB, "01-Apr-26", "\"EMIS\nHEALTH\""));
    house.put(
        "epraccur_202503.csv",
        Organisations.practice("A81001", "Y63", "19740401", "")
            + "\n"
            + Organisations.practice("A81002", "Y63", "19740401", "20240331")
            + "\n"
            + Organisations.practice("A81003", "Y63", "31/12/1999", "")
            + "\n"
            + Organisations.practice("W91001", "W00", "19740401", "")
            + "\n");
    house.put(
        "practice_locality.csv",
        "practice_code,locality_code,locality_name,valid_from,valid_to\nA83040,L1,Darlington,2020-04-01,\n");
  }

  private void lists() {
    house.put(
        "gp-reg-pat-prac-all_2017_04.csv",
        """
        PUBLICATION,EXTRACT_DATE,TYPE,CODE,POSTCODE,SEX,AGE,NUMBER_OF_PATIENTS
        GP_PRAC_PAT_LIST,01-Apr-17,GP,A83040,DL1 5JN,ALL,ALL,100
        """);
    house.put(
        "gp-reg-pat-prac-all_2026_07.csv",
        """
        PUBLICATION,EXTRACT_DATE,TYPE,SUB_ICB_LOCATION_CODE,ONS_SUB_ICB_LOCATION_CODE,CODE,POSTCODE,SEX,AGE,NUMBER_OF_PATIENTS
        GP_PRAC_PAT_LIST,01JUL2026,GP,16C,E38000247,A83040,DL1 5JN,ALL,ALL,101
        """);
    String five =
        "PUBLICATION,EXTRACT_DATE,ORG_TYPE,ORG_CODE,ONS_CODE,POSTCODE,SEX,AGE_GROUP_5,NUMBER_OF_PATIENTS\n";
    house.put(
        "gp-reg-pat-prac-quin-age_2017_09.csv",
        five
            + "GP_PRAC_PAT_LIST,01SEP2017,GP,B85010,,HD5 8DY,ALL,ALL,6939\n"
            + "GP_PRAC_PAT_LIST,01SEP2017,GP,B85010,,HD5 8DY,FEMALE,0_4,212\n"
            + "GP_PRAC_PAT_LIST,01SEP2017,GP,B85010,,HD5 8DY,FEMALE,0_4,212\n"
            + "GP_PRAC_PAT_LIST,01SEP2017,GP,B85010,,HD5 8DY,FEMALE,0_4,213\n"
            + "GP_PRAC_PAT_LIST,01SEP2017,CCG,03A,,,ALL,ALL,246000\n"
            + "GP_PRAC_PAT_LIST,01SEP2017,Comm Region,Y54,,,ALL,ALL,15000000\n");
    house.put(
        "gp-reg-pat-prac-quin-age_2026_04.csv",
        five + "GP_PRAC_PAT_LIST,2026-04-01,GP,B85010,,HD5 8DY,MALE,95+,6\n");
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(UTF_8));
    }
    return bytes.toByteArray();
  }

  private static byte[] zip(String... namesAndTexts) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream out = new ZipOutputStream(bytes)) {
      for (int i = 0; i < namesAndTexts.length; i += 2) {
        out.putNextEntry(new ZipEntry(namesAndTexts[i]));
        out.write(namesAndTexts[i + 1].getBytes(UTF_8));
      }
    }
    return bytes.toByteArray();
  }
}
