/**
 * What a test needs that talks to the real kernel: network namespaces of its own, and {@code ip} as the witness.
 *
 * <pre>{@code
 * @Test
 * @RealKernel
 * void aDeviceCanBeRenamed(ScratchNamespaces net) {
 *     String pod = net.make("pod");
 *     net.ip("-n", pod, "link", "add", "one", "type", "dummy");
 *     …
 *     assertThat(net.ip("-n", pod, "-br", "link")).contains("two");
 * }
 * }</pre>
 *
 * <p>It travels in the test jar, and knows nothing of the module it is in.
 */
package meta.netlink.testbed;
