package pcw.schemas;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Every contract of a {@code schemas} folder, loaded strictly: a key that nobody reads is an error.
 */
public final class Contracts {
  private final Path folder;
  private final Map<String, Contract> byTable;
  private final boolean isOfficial;

  private Contracts(Path folder, Map<String, Contract> byTable, boolean isOfficial) {
    this.folder = folder;
    this.byTable = byTable;
    this.isOfficial = isOfficial;
  }

  /**
   * Reads every contract below {@code folder}: {@code <layer>/<id>.yaml}.
   *
   * @throws ContractException naming the file and the key that is wrong
   */
  public static Contracts load(Path folder) {
    Map<String, Contract> byTable = new TreeMap<>();
    for (Layer layer : Layer.values()) {
      Path layerFolder = folder.resolve(layer.folder());
      if (!Files.isDirectory(layerFolder)) {
        continue;
      }
      try (Stream<Path> files = Files.list(layerFolder)) {
        for (Path file : files.filter(f -> f.toString().endsWith(".yaml")).sorted().toList()) {
          Contract contract = ContractReader.read(file, layer);
          byTable.put(contract.tableName(), contract);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    if (byTable.isEmpty()) {
      throw new ContractException(
          folder + ": no contract found; expected folders such as landing/ with YAML files");
    }
    Contracts contracts = new Contracts(folder, byTable, false);
    contracts.checkReferences();
    return contracts;
  }

  /**
   * The same contracts for official figures, or for all: of a code list official figures use the
   * rows alone that are VERIFIED.
   */
  public Contracts official(boolean official) {
    return new Contracts(folder, byTable, official);
  }

  /** Whether rows of code lists that are UNVERIFIED are refused. */
  public boolean isOfficial() {
    return isOfficial;
  }

  /** Where the contracts were read from; code lists lie beside theirs. */
  public Path folder() {
    return folder;
  }

  /** All contracts, ordered by table name. */
  public List<Contract> all() {
    return List.copyOf(byTable.values());
  }

  /** The contracts of one layer, ordered by id. */
  public List<Contract> layer(Layer layer) {
    return byTable.values().stream().filter(c -> c.layer() == layer).toList();
  }

  /** The contract of a table such as {@code silver.prescribing} or {@code bronze.epd}. */
  public Contract table(String tableName) {
    Contract contract = byTable.get(tableName);
    if (contract == null) {
      throw new ContractException(
          "No contract for table '"
              + tableName
              + "'; write schemas/"
              + tableName.replace('.', '/')
              + ".yaml");
    }
    return contract;
  }

  /** The CSV file of a code list. */
  public Path codeListFile(Contract contract) {
    return folder.resolve("codelist").resolve(contract.id() + ".csv");
  }

  private void checkReferences() {
    for (Contract contract : byTable.values()) {
      for (Contract.Reference reference : contract.references()) {
        int dot = reference.to().lastIndexOf('.');
        Contract target = dot < 0 ? null : byTable.get(reference.to().substring(0, dot));
        boolean isKey =
            target != null
                && target.key().stream()
                    .anyMatch(c -> c.name().equals(reference.to().substring(dot + 1)));
        if (!isKey) {
          throw new ContractException(
              contract.tableName()
                  + "."
                  + reference.column()
                  + ": relationships.to '"
                  + reference.to()
                  + "' is no key column of any contract; write <layer>.<table>.<column>");
        }
      }
    }
  }
}
