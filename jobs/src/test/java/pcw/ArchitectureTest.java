package pcw;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Data flows one way: steps meet in tables and never call each other. */
class ArchitectureTest {
  private static final List<String> STEPS =
      List.of("ingest", "conform", "measure", "publish", "quality", "render", "seal");
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("pcw");

  static Stream<String> steps() {
    return STEPS.stream();
  }

  @ParameterizedTest
  @MethodSource("steps")
  void aStepCallsNoOtherStepAndNoCommand(String step) {
    String[] others =
        Stream.concat(STEPS.stream().filter(s -> !s.equals(step)), Stream.of("cli", "bench"))
            .map(s -> "pcw." + s + "..")
            .toArray(String[]::new);
    noClasses()
        .that()
        .resideInAPackage("pcw." + step + "..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(others)
        .check(CLASSES);
  }

  @Test
  void whatStepsShareKnowsNoStep() {
    String[] steps =
        Stream.concat(STEPS.stream(), Stream.of("cli", "bench"))
            .map(s -> "pcw." + s + "..")
            .toArray(String[]::new);
    noClasses()
        .that()
        .resideInAnyPackage(
            "pcw.spark..", "pcw.ops..", "pcw.statistics..", "pcw.door..", "pcw.scan..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(steps)
        .check(CLASSES);
  }

  @Test
  void onlyRenderKnowsReportsAndReportsKnowsNoSpark() {
    noClasses()
        .that()
        .resideInAPackage("pcw.reports..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache.spark..", "io.delta..")
        .check(CLASSES);
    noClasses()
        .that()
        .resideOutsideOfPackages("pcw.reports..", "pcw.render..", "pcw.bench..", "pcw.cli..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("pcw.reports..")
        .check(CLASSES);
  }

  @Test
  void contractsKnowNeitherSparkNorReports() {
    noClasses()
        .that()
        .resideInAPackage("pcw.schemas..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache.spark..", "io.delta..", "net.sf.jasperreports..")
        .check(CLASSES);
  }

  @Test
  void noRdds() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache.spark.rdd..", "org.apache.spark.api.java..")
        .check(CLASSES);
  }
}
