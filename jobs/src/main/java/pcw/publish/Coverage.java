package pcw.publish;

/**
 * How many practices, and patients, stand behind each cell: organisations of one level by months.
 */
final class Coverage {
  final int[] practices;
  final double[] patients;
  private final int months;

  Coverage(int units, int months) {
    this.practices = new int[units * months];
    this.patients = new double[units * months];
    this.months = months;
  }

  void add(int unit, int month, double patientsAdded) {
    practices[unit * months + month]++;
    patients[unit * months + month] += patientsAdded;
  }
}
