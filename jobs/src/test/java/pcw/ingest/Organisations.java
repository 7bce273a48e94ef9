package pcw.ingest;

/** Organisation files for tests. */
final class Organisations {
  static final String CCG =
      "PUBLICATION,EXTRACT_DATE,PRACTICE_CODE,PRACTICE_NAME,PRACTICE_POSTCODE,PCN_CODE,PCN_NAME,ONS_CCG_CODE,CCG_CODE,"
          + "CCG_NAME,ONS_STP_CODE,STP_CODE,STP_NAME,ONS_COMM_REGION_CODE,COMM_REGION_CODE,COMM_REGION_NAME";
  static final String ICB =
      "PUBLICATION,EXTRACT_DATE,PRACTICE_CODE,PRACTICE_NAME,PRACTICE_POSTCODE,PCN_CODE,PCN_NAME,"
          + "ONS_SUB_ICB_LOCATION_CODE,SUB_ICB_LOCATION_CODE,SUB_ICB_LOCATION_NAME,ONS_ICB_CODE,ICB_CODE,ICB_NAME,"
          + "ONS_COMM_REGION_CODE,COMM_REGION_CODE,COMM_REGION_NAME,SUPPLIER_NAME";

  private Organisations() {}

  /** A map of two practices, the second without a network. */
  static String map(String header, String date, String... suppliers) {
    StringBuilder text = new StringBuilder(header).append('\n');
    for (String practice :
        new String[] {
          "A83040,CLIFTON COURT,DL1 5JN,U45102,DARLINGTON PCN", "A83041,\"B, C\",,U,Unallocated"
        }) {
      text.append("GP_PRAC_PAT_LIST,").append(date).append(',').append(practice);
      text.append(
          ",E38000247,16C,Tees Valley,E54000050,QHM,North East,E40000012,Y63,North East and Yorkshire");
      for (String supplier : suppliers) {
        text.append(',').append(supplier);
      }
      text.append('\n');
    }
    return text.toString();
  }

  /** A line of epraccur, all fields quoted. */
  static String practice(String code, String region, String opened, String closed) {
    String[] fields = {
      code,
      "THE DENSHAM SURGERY",
      region,
      "Q74",
      "THE HEALTH CENTRE",
      "LAWSON STREET",
      "",
      "",
      "",
      "TS18 1HU",
      opened,
      closed,
      "A",
      "B",
      "00K",
      "20130401",
      "",
      "01642 672351",
      "",
      "",
      "",
      "0",
      "",
      "00K",
      "",
      "4",
      ""
    };
    return "\"" + String.join("\",\"", fields) + "\"";
  }
}
