package meta.launcher.conflist;

import java.util.List;
import java.util.Optional;

/**
 * A program that writes network configurations and may remove a plugin that another program has added.
 *
 * @param plugin a plugin type by which the files of this program are recognized
 * @param setting the name of the program, and what the administrator must do so that the added plugin stays
 */
record KnownConfigProgram(String plugin, String setting) {
    private static final List<KnownConfigProgram> KNOWN = List.of(
            // docs.cilium.io, Helm reference: cni.exclusive, cni.customConf, cni.chainingMode
            new KnownConfigProgram(
                    "cilium-cni",
                    "Cilium: set cni.exclusive=false so that Cilium keeps other files, or cni.customConf=true"
                            + " with the chain in a ConfigMap (cni.configMap)"),
            // docs.tigera.io, "Configure the Calico CNI plugins": the container install-cni writes CNI_NETWORK_CONFIG
            new KnownConfigProgram(
                    "calico",
                    "Calico: write the chain into its template, cni_network_config in the ConfigMap calico-config"
                            + " (CNI_NETWORK_CONFIG of the container install-cni)"),
            // github.com/flannel-io/flannel, Documentation/kube-flannel.yml: install-cni copies the ConfigMap
            new KnownConfigProgram(
                    "flannel", "flannel: write the chain into cni-conf.json of the ConfigMap kube-flannel-cfg"),
            // github.com/k8snetworkplumbingwg/multus-cni, docs/how-to-use.md: --multus-conf-file=auto
            new KnownConfigProgram(
                    "multus",
                    "Multus: Multus generates the file; put the entry into the configuration of the default network"
                            + " (--multus-master-cni-file-name), or give Multus a file of your own by --multus-conf-file"),
            // github.com/antrea-io/antrea, docs: antrea-cni.conflist in the ConfigMap antrea-config
            new KnownConfigProgram(
                    "antrea", "Antrea: write the chain into antrea-cni.conflist of the ConfigMap antrea-config"),
            // github.com/aws/amazon-vpc-cni-k8s: the entry point of aws-node writes 10-aws.conflist when it starts
            new KnownConfigProgram(
                    "aws-cni",
                    "Amazon VPC CNI: aws-node writes the file whenever it starts; use a file of your own that sorts first"));

    /** {@return the first program whose plugin is among these types} */
    static Optional<KnownConfigProgram> of(List<String> types) {
        return KNOWN.stream().filter(owner -> types.contains(owner.plugin())).findFirst();
    }

    /**
     * {@return advice for the administrator: how to make the program that writes a file keep an added plugin}
     *
     * @param types the types of the plugins in the file
     */
    static String advice(List<String> types) {
        return of(types)
                .map(KnownConfigProgram::setting)
                .orElse(
                        "find the program that writes the file (fatrace or auditctl -w show it) and put the entry into its"
                                + " template, or use a file of your own that sorts first");
    }
}
