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

  /** It may only pass through the door. */
  boolean isAboutPeople() {
    return matches.stream().anyMatch(match -> match.feed().isAboutPeople());
  }

  /** It says who has not opted out, and comes before every other delivery about people. */
  boolean isPermittedList() {
    return matches.stream().anyMatch(match -> match.feed().id().equals(Doorway.PERMITTED));
  }
}
