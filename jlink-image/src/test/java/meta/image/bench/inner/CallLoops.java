package meta.image.bench.inner;

import meta.core.cni.ParsedRequest;
import meta.core.config.ConfigReading;
import meta.core.reconcile.Changes;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** From the bytes of a configuration to the changes that it asks for. */
@State(Scope.Benchmark)
public class CallLoops {
    private final PureAdd veth = PureAdd.veth();
    private final PureAdd router = PureAdd.router();

    /** JSON and what CNI says of it, with {@code prevResult}. */
    @Benchmark
    public ParsedRequest readTheConfiguration() {
        return veth.read();
    }

    @Benchmark
    public ConfigReading checkTheOptions() {
        return veth.check();
    }

    @Benchmark
    public Changes planAnAddOfVeth() {
        return veth.changes();
    }

    @Benchmark
    public Changes planAnAddOfRouter() {
        return router.changes();
    }
}
