package meta.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import meta.image.cluster.Cluster;
import meta.image.cni.Attachment;
import meta.image.steps.Author;
import meta.image.steps.StepJar;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Calls with a third-party step whose jar has no module descriptor and uses libraries. Maven has copied the libraries. */
@OnRealKernel
class StepLibrariesIT {
    @TempDir
    Path folder;

    @InjectTopology
    private Cluster cluster;

    @Test
    void guavaWithAllItsDependenciesIsLoadedUnmodified() throws IOException {
        Path entry = copied("com.google.guava", "guava", "33.7.2-jre");
        assertThat(entry.resolve("listenablefuture-9999.0-empty-to-avoid-conflict-with-guava.jar"))
                .isRegularFile();
        StepJar.withStep("""
                        com.google.common.collect.ImmutableSortedSet<Integer> lengths =
                                com.google.common.collect.ImmutableSortedSet.of(2001, 3003);
                        com.google.common.util.concurrent.ListenableFuture<Integer> first =
                                com.google.common.util.concurrent.Futures.immediateFuture(lengths.first());
                        return Plan.ensure(link.withTxqueuelen(com.google.common.util.concurrent.Futures.getUnchecked(first)));
                        """).using(jars(entry)).at(entry.resolve("step.jar"));

        assertThatTheStepIsUsed();
    }

    @Test
    void theLibraryOfKotlinIsLoadedUnmodified() throws IOException {
        Path entry = copied("org.jetbrains.kotlin", "kotlin-stdlib", "2.1.0");
        StepJar.withStep("""
                        List<Integer> lengths = kotlin.collections.CollectionsKt.listOf(1001, 2001);
                        kotlin.text.Regex digits = new kotlin.text.Regex("[0-9]+");
                        String last = String.valueOf(kotlin.collections.CollectionsKt.last(lengths));
                        return digits.matches(last) ? Plan.ensure(link.withTxqueuelen(Integer.parseInt(last))) : Plan.NOTHING;
                        """).using(jars(entry)).at(entry.resolve("step.jar"));

        assertThatTheStepIsUsed();
    }

    private void assertThatTheStepIsUsed() {
        Attachment eth0 = new StepFolder(cluster, folder).attachment("{'acmeStep': {}}");

        eth0.add();
        assertThat(StepFolder.queue(eth0)).contains("qlen 2001");
        eth0.check();
        eth0.del();
    }

    private static Path[] jars(Path entry) throws IOException {
        try (Stream<Path> files = Files.list(entry)) {
            return files.toArray(Path[]::new);
        }
    }

    private Path copied(String group, String artifact, String version) throws IOException {
        Path entry = Files.createDirectory(folder.resolve("entry"));
        Path pom = Files.writeString(entry.resolve("pom.xml"), """
                <project xmlns="http://maven.apache.org/POM/4.0.0">
                  <modelVersion>4.0.0</modelVersion>
                  <groupId>acme</groupId>
                  <artifactId>libraries</artifactId>
                  <version>1.0</version>
                  <dependencies>
                    <dependency><groupId>%s</groupId><artifactId>%s</artifactId><version>%s</version></dependency>
                  </dependencies>
                  <build>
                    <plugins>
                      <plugin>
                        <artifactId>maven-dependency-plugin</artifactId>
                        <version>3.11.0</version>
                        <configuration><outputDirectory>${project.basedir}</outputDirectory></configuration>
                      </plugin>
                    </plugins>
                  </build>
                </project>
                """.formatted(group, artifact, version));
        Author.atHome()
                .shell(entry, "mvn -q dependency:copy-dependencies")
                .run()
                .text();
        Files.delete(pom);
        return entry;
    }
}
