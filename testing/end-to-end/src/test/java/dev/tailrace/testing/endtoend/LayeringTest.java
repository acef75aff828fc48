package dev.tailrace.testing.endtoend;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Modules and packages know each other in one direction only. */
@AnalyzeClasses(packages = "dev.tailrace", importOptions = DoNotIncludeTests.class)
class LayeringTest {

  @ArchTest
  static final ArchRule importsRunOneWay =
      layeredArchitecture()
          .consideringOnlyDependenciesInAnyPackage("dev.tailrace..")
          .layer("schemas")
          .definedBy("dev.tailrace.schemas..")
          .layer("platform")
          .definedBy("dev.tailrace.platform..")
          .layer("stages")
          .definedBy(
              "dev.tailrace.agent..",
              "dev.tailrace.parser..",
              "dev.tailrace.enricher..",
              "dev.tailrace.router..")
          .layer("sinks")
          .definedBy("dev.tailrace.sinks..")
          .layer("app")
          .definedBy("dev.tailrace.app..")
          .layer("quick start")
          .definedBy("dev.tailrace.local..", "dev.tailrace.testing..", "dev.tailrace.benchmarks..")
          .whereLayer("quick start")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("app")
          .mayOnlyBeAccessedByLayers("quick start")
          .whereLayer("stages")
          .mayOnlyBeAccessedByLayers("app", "quick start")
          .whereLayer("sinks")
          .mayOnlyBeAccessedByLayers("app", "quick start")
          .whereLayer("platform")
          .mayOnlyBeAccessedByLayers("stages", "sinks", "app", "quick start");

  @ArchTest
  static final ArchRule stagesDoNotKnowEachOther =
      slices()
          .matching("dev.tailrace.(agent|parser|enricher|router)..")
          .namingSlices("$1")
          .should()
          .notDependOnEachOther();

  @ArchTest
  static final ArchRule packagesAreFreeOfCycles =
      slices().matching("dev.tailrace.(**)").should().beFreeOfCycles();
}
