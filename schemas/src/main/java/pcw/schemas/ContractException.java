package pcw.schemas;

/**
 * A contract or code list that cannot be used. The message names the file, the place in it and what
 * to write instead.
 */
public final class ContractException extends RuntimeException {
  public ContractException(String message) {
    super(message);
  }

  public ContractException(String message, Throwable cause) {
    super(message, cause);
  }
}
