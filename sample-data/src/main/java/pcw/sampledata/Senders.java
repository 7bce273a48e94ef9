package pcw.sampledata;

import java.time.YearMonth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;
import pcw.sampledata.Region.Practice;

/** Who sends what about whom: practices themselves, their PCN for them, and the boards. */
final class Senders {
  private static final List<String> PSEUDONYMISE = List.of("UZ0010", "ZZ0007", "ZZ0028");
  private static final List<String> SHORTHAND = List.of("UZ0002", "UZ0005", "UZ0009", "UZ0014");

  private final Scale scale;
  private final Region region;

  Senders(Scale scale, Region region) {
    this.scale = scale;
    this.region = region;
  }

  /**
   * One delivery of a sender: the months it covers.
   *
   * @param from the first month; that of the last delivery before it is the month before
   */
  record Period(YearMonth from, YearMonth to) {}

  /** Every third practice sends its own record, and so does one that is in no PCN. */
  private static boolean sendsItself(Practice practice) {
    return practice.number() % 3 == 0 || Story.UNALLOCATED.isOf(practice.code());
  }

  /** Who sends the GP record of each practice; a practice that moves sends its own. */
  Map<String, String> ofRecords() {
    Map<String, String> senders = new TreeMap<>();
    for (Practice practice : region.practices()) {
      senders.put(
          practice.code(), sendsItself(practice) ? practice.code() : Names.pcnCode(practice.pcn()));
    }
    return senders;
  }

  /** The services of the PCNs. */
  List<String> ofServices() {
    return region.practices().stream()
        .filter(practice -> !Story.UNALLOCATED.isOf(practice.code()))
        .map(practice -> Names.pcnCode(practice.pcn()))
        .distinct()
        .sorted()
        .toList();
  }

  List<String> boards() {
    return region.practices().stream()
        .map(practice -> Names.icbCode(practice.icb()))
        .distinct()
        .sorted()
        .toList();
  }

  SendingSystem recordSystem(String sender) {
    if (PSEUDONYMISE.contains(sender)) {
      return SendingSystem.PSEUDONYMISED;
    }
    if (sender.startsWith("U")) {
      return SendingSystem.PROCESSOR;
    }
    return clinicalSystem(sender).equals("SystmOne") ? SendingSystem.SYSTMONE : SendingSystem.EMIS;
  }

  /** What a practice works with. */
  String clinicalSystem(String practice) {
    return region.practice(practice).supplier().equals("TPP") ? "SystmOne" : "EMIS";
  }

  static SendingSystem serviceSystem(String sender) {
    if (PSEUDONYMISE.contains(sender)) {
      return SendingSystem.PSEUDONYMISED;
    }
    if (SHORTHAND.contains(sender)) {
      return SendingSystem.SHORTHAND;
    }
    return Integer.parseInt(sender.substring(2)) % 2 == 0
        ? SendingSystem.CASEWORK
        : SendingSystem.PROCESSOR;
  }

  /** The boards' systems differ as those of the services do. */
  SendingSystem boardSystem(String board) {
    return board.equals(boards().get(0)) ? SendingSystem.PROCESSOR : SendingSystem.CASEWORK;
  }

  /** The backlog, then month by month; one PCN stops. */
  List<Period> periods(String sender) {
    return periods(sender, scale.firstMonth());
  }

  /** The same with a backlog of other length. */
  List<Period> periods(String sender, YearMonth first) {
    YearMonth last = scale.firstMonth().plusMonths(scale.months() - 1L);
    List<Period> periods = new ArrayList<>();
    periods.add(new Period(first, PeopleStory.BACKLOG_TO));
    LongStream.rangeClosed(
            1, PeopleStory.BACKLOG_TO.until(last, java.time.temporal.ChronoUnit.MONTHS))
        .mapToObj(PeopleStory.BACKLOG_TO::plusMonths)
        .filter(
            month ->
                !sender.equals(PeopleStory.STOPPED_PCN)
                    || !month.isAfter(PeopleStory.STOPPED_AFTER))
        .forEach(month -> periods.add(new Period(month, month)));
    return periods;
  }

  /** Which feeds each sender may deliver. */
  Map<String, List<String>> agreements() {
    Map<String, List<String>> agreed = new LinkedHashMap<>();
    ofRecords().values().stream()
        .distinct()
        .sorted()
        .forEach(
            sender ->
                agreed.put(sender, new ArrayList<>(List.of("coded_event", "registered_person"))));
    for (String service : ofServices()) {
      agreed
          .computeIfAbsent(service, code -> new ArrayList<>())
          .addAll(List.of("referral", "contact", "activation"));
    }
    for (String board : boards()) {
      agreed.put(
          board,
          new ArrayList<>(
              List.of("budget", "budget_payment", "utilisation", "chc_case", "end_of_life")));
      BoardFiles.FEEDS.forEach(feed -> agreed.get(board).add(feed.name()));
    }
    agreed.get(boards().get(0)).add("permitted_person");
    return agreed;
  }
}
