package pcw.ingest;

import java.util.ArrayList;
import java.util.List;

/** A file that is to be read, and the feeds that its name fits. */
record Candidate(LandedFile file, List<Feed.Match> matches) {

  static Candidate of(LandedFile file, List<Feed> feeds) {
    List<String> names = new ArrayList<>(LandedFile.unpackedNames(file.name()));
    if (file.isZip()) {
      names.add(Unpacking.zipMemberName(file));
    }
    return new Candidate(file, Feed.matching(feeds, names));
  }

  /**
   * Tells it from every other delivery: the first 16 digits of its SHA-256. Deliveries about people
   * may have the same bytes, a header alone above all, and mean different things: there it is that
   * of the SHA-256 and the name.
   */
  String deliveryId(String sha256) {
    String name = LandedFile.unpackedNames(file.name()).get(0);
    return (isAboutPeople() ? Probe.sha256(sha256 + " " + name) : sha256).substring(0, 16);
  }

  /** It may only pass through the door. */
  boolean isAboutPeople() {
    return matches.stream().anyMatch(match -> match.feed().isAboutPeople());
  }

  /** It says who has not opted out, and comes before every other delivery about people. */
  boolean isPermittedList() {
    return matches.stream().anyMatch(match -> match.feed().id().equals(Doorway.PERMITTED));
  }
}
