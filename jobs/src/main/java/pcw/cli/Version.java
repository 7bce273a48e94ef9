package pcw.cli;

import pcw.ops.Project;
import picocli.CommandLine.IVersionProvider;

/** {@code pcw --version}. */
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    return new String[] {"pcw " + Project.VERSION};
  }
}
