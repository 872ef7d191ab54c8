package example.webhook;

import java.net.URI;
import java.util.List;
import meta.spi.Effect;
import meta.spi.Plan;
import meta.spi.Step;
import meta.spi.StepContext;
import meta.spi.StepDeclaration;
import meta.spi.StepProvider;
import meta.spi.option.Option;
import meta.spi.option.OptionType;

/** Reports the pod's addresses to a web server as an entry for the NIC. A DEL removes the entry. */
public final class ReportPod implements Step, StepProvider {
    static final Option<String> URL =
            Option.required("url", OptionType.text("http URL", ReportPod::url), "The collection that has an entry for each pod.");

    @Override
    public List<StepDeclaration> steps() {
        return List.of(StepDeclaration.of(this, "Reports the pod's addresses to a web server.")
                .withOptions(List.of(URL))
                .withEffects(List.of(new WebEntryHandler()))
                .offByDefault()
                .after("veth", "migrateRoute")
                .after("router", "migrateRoute"));
    }

    @Override
    public String name() {
        return "reportPod";
    }

    @Override
    public Plan plan(StepContext context) {
        String entry = context.options().get(URL) + "/" + context.attachment().containerId() + "-"
                + context.attachment().ifname();
        return Plan.perform(Effect.of(WebEntryHandler.KIND, context.attachment().ifname())
                .with("url", entry)
                .with("addresses", context.addressing().pod().toString())
                .describedAs("PUT " + entry));
    }

    private static String url(String text) {
        URI url = URI.create(text);
        if (!"http".equals(url.getScheme()) || url.getHost() == null) {
            throw new IllegalArgumentException("expected: http://HOST/PATH");
        }
        return text;
    }
}
