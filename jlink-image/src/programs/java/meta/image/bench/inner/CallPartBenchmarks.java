package meta.image.bench.inner;

import meta.core.cni.RequestReadResult;
import meta.core.config.ConfigCheckResult;
import meta.core.reconcile.Changes;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Measures with JMH the parts of a call that need no kernel. */
@State(Scope.Benchmark)
public class CallPartBenchmarks {
    private final PureAdd veth = PureAdd.veth();
    private final PureAdd router = PureAdd.router();

    /** Reads a request from its environment and its JSON text. */
    @Benchmark
    public RequestReadResult readTheConfiguration() {
        return veth.read();
    }

    @Benchmark
    public ConfigCheckResult checkTheOptions() {
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
