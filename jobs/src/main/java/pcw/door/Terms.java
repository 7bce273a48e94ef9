package pcw.door;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Optional;
import java.util.StringJoiner;
import pcw.ops.Exit;
import pcw.schemas.Contract;
import pcw.schemas.People;

/**
 * On what terms a warehouse takes deliveries with people in them.
 *
 * @param permitted the list of people who have not opted out; empty where none is held
 * @param permittedDays how many days such a list may be used
 * @param asOf the day of the run
 */
public record Terms(
    SharingAgreements agreements,
    Optional<PermittedList> permitted,
    int permittedDays,
    LocalDate asOf) {

  /**
   * Refuses a delivery whose declaration does not hold, and says everything that is wrong with it.
   *
   * @param sha256 of the file as found
   * @param keyId which key the pseudonyms of the warehouse belong to
   */
  void check(Path file, Contract contract, Declaration declared, String sha256, String keyId) {
    Findings findings = new Findings();
    checkFile(findings, declared, sha256);
    checkAgreement(findings, declared);
    checkOptOuts(findings, contract.delivery().orElseThrow().people().orElseThrow(), declared);
    if (!isPermittedList(contract)) {
      checkPermittedList(findings, keyId);
    }
    if (findings.firstRule != null) {
      throw new Refused(Exit.REFUSED, findings.firstRule, file, findings.messages.toString());
    }
  }

  /** The feed is the list itself, which is not checked against another. */
  static boolean isPermittedList(Contract contract) {
    return contract.columns().stream().anyMatch(c -> c.name().equals("checked_on"));
  }

  private static void checkFile(Findings findings, Declaration declared, String sha256) {
    findings.require(
        declared.rows().isPresent() && declared.sha256().isPresent(),
        "declaration",
        "'rows' and 'sha256' of its declaration are missing; pseudonymise writes them");
    findings.require(
        declared.sha256().isEmpty() || declared.sha256().get().equals(sha256),
        "sha256",
        "its SHA-256 is not the declared one: it was changed or cut short on the way, or the"
            + " declaration is of another file; deliver both again");
  }

  private void checkAgreement(Findings findings, Declaration declared) {
    findings.require(
        agreements.find(declared.sender(), declared.feed(), asOf).isPresent(),
        "no_agreement",
        "the register sharing_agreement has no row "
            + (agreements.names(declared.sender(), declared.feed())
                ? "that holds on " + asOf + " "
                : "")
            + "for sender "
            + declared.sender()
            + " and feed "
            + declared.feed()
            + "; add the agreement to the register, or return the file");
  }

  private void checkOptOuts(Findings findings, People people, Declaration declared) {
    findings.require(
        !people.type1Applies() || declared.type1AppliedOn().isPresent(),
        "type1_applied_on",
        "type1_applied_on may not be not_applicable: the rows are from a GP record; leave out"
            + " people with a type 1 opt-out and write the day on which it was done");
    declared
        .type1AppliedOn()
        .ifPresent(day -> checkDay(findings, declared, "type1_applied_on", day));
    checkDay(findings, declared, "ndo_applied_on", declared.ndoAppliedOn());
  }

  private void checkDay(Findings findings, Declaration declared, String key, LocalDate day) {
    findings.require(!day.isAfter(asOf), key, key + " is after the day of the run, " + asOf);
    findings.require(
        !day.isBefore(declared.to().atDay(1)),
        key,
        key
            + " is before the last month of the period, "
            + declared.to()
            + ": rows since then were not checked; apply the opt-outs to the whole file again");
  }

  private void checkPermittedList(Findings findings, String keyId) {
    findings.require(
        permitted.isPresent(),
        "no_permitted_list",
        "no list of people who have not opted out is held; deliver permitted_person first");
    permitted.ifPresent(
        list -> {
          findings.require(
              list.isUsable(asOf, permittedDays),
              "no_permitted_list",
              "the newest list of people who have not opted out is of "
                  + list.checkedOn()
                  + ", not from the "
                  + permittedDays
                  + " days (assumed) up to "
                  + asOf
                  + "; deliver a newer permitted_person");
          findings.require(
              list.keyId().equals(keyId),
              "permitted_list_key",
              "the list of people who have not opted out was made with another key; deliver"
                  + " permitted_person again");
        });
  }

  /** Everything that is wrong, and the rule of the first. */
  private static final class Findings {
    private final StringJoiner messages = new StringJoiner("; also ");
    private String firstRule;

    void require(boolean holds, String rule, String message) {
      if (!holds) {
        messages.add(message);
        firstRule = firstRule == null ? rule : firstRule;
      }
    }
  }
}
