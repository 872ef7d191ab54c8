package meta.spi.testkit;

import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsProvider;
import org.junit.jupiter.params.support.AnnotationConsumer;
import org.junit.jupiter.params.support.ParameterDeclarations;

/** A generator for each seed of {@link ForEachSeed}. */
final class Seeds implements ArgumentsProvider, AnnotationConsumer<ForEachSeed> {
    private int count;

    @Override
    public void accept(ForEachSeed property) {
        count = Integer.getInteger("seeds", property.count());
    }

    @Override
    public Stream<Arguments> provideArguments(ParameterDeclarations parameters, ExtensionContext context) {
        Long only = Long.getLong("seed");
        LongStream seeds = only == null ? LongStream.rangeClosed(1, count) : LongStream.of(only);
        return seeds.mapToObj(seed -> Arguments.of(Generator.seeded(seed)));
    }
}
