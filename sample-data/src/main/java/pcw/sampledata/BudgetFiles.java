package pcw.sampledata;

import static pcw.sampledata.SendingSystem.CASEWORK;
import static pcw.sampledata.SendingSystem.PROCESSOR;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import pcw.sampledata.Budget.Payment;
import pcw.sampledata.Budget.Pounds;
import pcw.sampledata.Senders.Period;

/** Writes what the budget teams of the boards send: budgets and their payments. */
final class BudgetFiles {
  static final PeopleFeed BUDGET =
      new PeopleFeed(
          "budget",
          "Personal health budgets agreed, changed or ended",
          false,
          List.of(
              "budget_id",
              "nhs_number",
              "practice_code",
              "commissioner_code",
              "eligibility_group",
              "is_fast_track",
              "is_care_at_home",
              "mode",
              "duration",
              "agreed_on",
              "started_on",
              "ended_on",
              "budget_gbp",
              "conventional_cost_gbp",
              "conventional_cost_on",
              "conventional_cost_status",
              "price_year",
              "is_need_unchanged",
              "set_up_gbp",
              "brokerage_gbp",
              "employer_gbp",
              "reviewed_on",
              "outcome_met"),
          Map.of(
              PROCESSOR,
              List.of(
                  "Budget ID",
                  "NHS Number",
                  "General Medical Practice Code (Patient Registration)",
                  "Organisation Identifier (Code of Commissioner)",
                  "Eligibility Group",
                  "Fast Track",
                  "Care at Home",
                  "Mode",
                  "Duration",
                  "Agreed Date",
                  "Start Date",
                  "End Date",
                  "Budget GBP",
                  "Conventional Cost GBP",
                  "Conventional Cost Date",
                  "Conventional Cost Status",
                  "Price Year",
                  "Need Unchanged",
                  "Set Up Cost",
                  "Brokerage Cost",
                  "Employer Costs",
                  "Review Date",
                  "Outcome Met"),
              CASEWORK,
              List.of(
                  "PHB ID",
                  "NHS No.",
                  "ODS Code",
                  "Commissioner",
                  "Type of Need",
                  "Fast Track",
                  "Home Care",
                  "How Managed",
                  "Ongoing or One-off",
                  "Date Agreed",
                  "Date Started",
                  "Date Ended",
                  "Annual Budget",
                  "Conventional Package Cost",
                  "Conventional Package Date",
                  "Cost Status",
                  "Financial Year",
                  "Same Need",
                  "Set-up",
                  "Brokerage",
                  "Employer Cost",
                  "Reviewed Date",
                  "Outcomes Achieved")));

  static final PeopleFeed PAYMENT =
      new PeopleFeed(
          "budget_payment",
          "Payments from personal health budgets",
          false,
          List.of(
              "payment_id",
              "budget_id",
              "nhs_number",
              "paid_on",
              "category",
              "paid_gbp",
              "evidenced_gbp",
              "unspent_gbp",
              "reclaimed_gbp"),
          Map.of(
              PROCESSOR,
              List.of(
                  "Payment ID",
                  "Budget ID",
                  "NHS Number",
                  "Payment Date",
                  "Category",
                  "Paid GBP",
                  "Amount Evidenced",
                  "Amount Unspent",
                  "Amount Reclaimed"),
              CASEWORK,
              List.of(
                  "Transaction ID",
                  "PHB ID",
                  "NHS No.",
                  "Date Paid",
                  "Spend Category",
                  "Paid",
                  "Evidenced",
                  "Unspent",
                  "Reclaimed")));

  private final Senders senders;
  private final List<Budget> budgets;

  BudgetFiles(Senders senders, List<Budget> budgets) {
    this.senders = senders;
    this.budgets = budgets;
  }

  /** Writes into one folder a feed. */
  void write(Path people) throws IOException {
    for (String board : senders.boards()) {
      List<Budget> own = budgets.stream().filter(b -> b.board().equals(board)).toList();
      LocalDate after = LocalDate.MIN;
      for (Period period : senders.periods(board)) {
        LocalDate upTo = period.to().atEndOfMonth();
        write(people, BUDGET, board, period, changed(own, after, upTo));
        write(people, PAYMENT, board, period, payments(own, period.from().atDay(1), upTo));
        after = upTo;
      }
    }
  }

  private void write(
      Path people, PeopleFeed feed, String board, Period period, List<List<Object>> rows)
      throws IOException {
    new PeopleDelivery(feed, senders.boardSystem(board), board, period.from(), period.to())
        .write(people.resolve(feed.name()), rows);
  }

  private static List<List<Object>> changed(List<Budget> budgets, LocalDate after, LocalDate upTo) {
    return budgets.stream()
        .filter(budget -> budget.changes(after, upTo))
        .map(budget -> row(budget, upTo))
        .toList();
  }

  private static List<Object> row(Budget budget, LocalDate upTo) {
    boolean isReviewed = come(budget.reviewedOn(), upTo) != null;
    boolean isCompared = budget.conventional() != null;
    return Arrays.asList(
        budget.id(),
        budget.person().nhsNumber(),
        budget.person().practiceOn(budget.agreedOn()),
        budget.board(),
        budget.group(),
        budget.isFastTrack() ? "Y" : "N",
        budget.isAtHome() ? "Y" : "N",
        budget.mode(),
        budget.isOneOff() ? "one_off" : "ongoing",
        budget.agreedOn(),
        come(budget.startedOn(), upTo),
        come(budget.endedOn(), upTo),
        new Pounds(budget.pounds()),
        isCompared ? new Pounds(budget.conventional()) : null,
        isCompared ? budget.agreedOn().minusDays(20) : null,
        budget.status(),
        Budget.financialYear(budget.agreedOn()),
        isCompared ? budget.isNeedUnchanged() ? "Y" : "N" : "",
        new Pounds(budget.setUp()),
        new Pounds(budget.brokerage()),
        new Pounds(budget.employer()),
        come(budget.reviewedOn(), upTo),
        isReviewed ? budget.outcome() : "");
  }

  private static LocalDate come(LocalDate day, LocalDate upTo) {
    return day == null || day.isAfter(upTo) ? null : day;
  }

  private static List<List<Object>> payments(
      List<Budget> budgets, LocalDate first, LocalDate last) {
    List<List<Object>> rows = new ArrayList<>();
    for (Budget budget : budgets) {
      int number = 0;
      for (Payment payment : budget.payments()) {
        String id = budget.id() + "/" + ++number;
        if (!payment.on().isBefore(first) && !payment.on().isAfter(last)) {
          rows.add(
              Arrays.asList(
                  id,
                  budget.id(),
                  budget.person().nhsNumber(),
                  payment.on(),
                  payment.category(),
                  new Pounds(payment.paid()),
                  new Pounds(payment.evidenced()),
                  new Pounds(payment.unspent()),
                  new Pounds(payment.reclaimed())));
        }
      }
    }
    return rows;
  }
}
