package pcw.door;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** A sender runs the door alone: it needs no Spark, and no step of the warehouse. */
class DoorArchitectureTest {

  @Test
  void the_door_stands_alone() {
    noClasses()
        .that()
        .resideInAPackage("pcw.door..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.apache.spark..",
            "io.delta..",
            "pcw.spark..",
            "pcw.ingest..",
            "pcw.conform..",
            "pcw.measure..",
            "pcw.publish..",
            "pcw.render..",
            "pcw.cli..")
        .check(
            new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("pcw.door"));
  }
}
