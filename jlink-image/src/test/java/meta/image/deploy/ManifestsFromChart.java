package meta.image.deploy;

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/** Builds the files of {@code deploy/kubernetes} from the Helm chart. */
final class ManifestsFromChart {
    private static final String NOTE = "# Made from deploy/chart by ./meta manifests. Change the chart instead.\n";

    private ManifestsFromChart() {}

    /** {@return the content that each file must have, by its path below {@code deploy/kubernetes}} */
    static Map<String, String> from(Chart chart) throws IOException {
        Map<String, String> files = new TreeMap<>();
        for (String mode : new String[] {"agent", "installer-only", "uninstall"}) {
            String rendered = withoutSource(chart.render("mode: " + mode));
            files.put(mode + ".yaml", NOTE + rendered);
            String overlay = "overlays/" + mode + "/";
            if (mode.equals("agent")) {
                files.put("base/kustomization.yaml", kustomization("resources: [daemonset.yaml]\n"));
                files.put("base/daemonset.yaml", NOTE + rendered);
                files.put(overlay + "kustomization.yaml", kustomization("resources: [../../base]\n"));
            } else {
                files.put(
                        overlay + "kustomization.yaml",
                        kustomization("resources: [../../base]\npatches: [{path: pod.yaml}]\n"));
                files.put(overlay + "pod.yaml", NOTE + patch(rendered));
            }
        }
        return files;
    }

    private static String kustomization(String rest) {
        return NOTE + "apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\n" + rest;
    }

    /** Removes the lines in which Helm separates the objects and names their templates. */
    private static String withoutSource(String rendered) {
        return rendered.replaceAll("(?m)^(---|# Source: .*)\n", "").strip() + "\n";
    }

    /** {@return a patch of Kustomize that replaces the specification of the DaemonSet's pods by the rendered one} */
    private static String patch(String rendered) {
        String begin = "\n    spec:\n";
        int spec = rendered.indexOf(begin) + begin.length();
        return """
                apiVersion: apps/v1
                kind: DaemonSet
                metadata:
                  name: meta-plugins
                  namespace: kube-system
                spec:
                  template:
                    spec:
                      $patch: replace
                """ + rendered.substring(spec);
    }
}
